import type { Expression, ExpressionBuilder, SqlBool } from 'kysely';
import type { Reader } from '../../src/members/reader.ts';
import type { Database } from '../schema.ts';

/** The rule `mayRead` of src/members/reader.ts as a filter; a property test keeps the two equal. */
export function readable(reader: Reader) {
  return (eb: ExpressionBuilder<Database, 'ideas' | 'labs'>): Expression<SqlBool> => {
    const own = ownsInClosedLabs(reader);
    const lab = readableLab(reader)(eb);
    return own.length === 0 ? lab : eb.or([lab, eb('ideas.author', 'in', own)]);
  };
}

/** The labs of which this person, here, reads every idea. */
export function readableLab(reader: Reader) {
  return (eb: ExpressionBuilder<Database, 'labs'>): Expression<SqlBool> => {
    const here = reader.here === null ? [] : [eb('labs.id', '=', reader.here)];
    if (!reader.active || reader.kind === 'bot') return eb.lit(false);
    if (reader.kind === 'guest') return eb.or(here);
    const facilitated = reader.facilitates.length === 0 ? [] : [eb('labs.id', 'in', reader.facilitates)];
    return eb.or([eb('labs.access', '=', 'open'), ...here, ...facilitated]);
  };
}

/** The identities whose ideas this person reads in every lab, being their author. */
export function ownsInClosedLabs(reader: Reader): readonly number[] {
  return reader.active && reader.kind === 'member' ? reader.accounts : [];
}
