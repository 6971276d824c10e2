import { z } from 'zod';
import type { Secrets } from '../secrets.ts';
import type { Persons } from './header.ts';
import { fromWire, type Kind, RECORDS, type RecordOf, toWire, type Wire } from './records.ts';

/**
 * Kinds that say who voted what. All of such a record is sealed but its idea, also value and instant: an
 * author's own vote has the instant of their idea, and two votes of one person often follow each other.
 */
const SEALED_KINDS = ['vote', 'word', 'mark'] as const satisfies readonly Kind[];
type SealedKind = (typeof SEALED_KINDS)[number];

/** How such a record stands in a file. */
const SEALED = z.strictObject({ idea: z.int(), sealed: z.string() });

/** Sealed texts have lengths in steps of so many bytes: how long a voter's number is says something too. */
const STEP = 256;

const isSealedKind = (kind: Kind): kind is SealedKind => SEALED_KINDS.some((one) => one === kind);

/** Is a record of this kind sealed in such an export? */
const isSealed = (kind: Kind, persons: Persons): kind is SealedKind =>
  persons === 'sealed-voters' && isSealedKind(kind);

/** The fields of a record in a file of such an export. */
export function schemaOf(kind: Kind, persons: Persons): z.ZodObject {
  return isSealed(kind, persons) ? SEALED : RECORDS[kind];
}

/** How a record is written in an export of this kind. */
export function written<K extends Kind>(
  kind: K,
  record: RecordOf<K>,
  { persons, secrets }: { persons: Persons; secrets: Pick<Secrets, 'seal'> },
): Wire {
  const wire = toWire(kind, record);
  if (!isSealed(kind, persons)) return wire;
  const text = JSON.stringify({ record: kind, ...wire });
  const padding = ' '.repeat(STEP - (Buffer.byteLength(text) % STEP));
  return { idea: wire.idea ?? null, sealed: secrets.seal('export', text + padding) };
}

/** The record that was {@link written} so, or what is wrong with it. */
export function readBack(
  kind: Kind,
  wire: unknown,
  { persons, secrets }: { persons: Persons; secrets: Pick<Secrets, 'open'> },
): RecordOf<Kind> | { fault: string } {
  if (!isSealed(kind, persons)) return fromWire(kind, wire);
  const outer = SEALED.safeParse(wire);
  const text = outer.success ? secrets.open('export', outer.data.sealed) : null;
  if (!outer.success || text === null) return { fault: 'cannot be opened: damaged, or sealed elsewhere' };
  const { record, ...inner } = JSON.parse(text) as Record<string, unknown>;
  // Otherwise somebody could move a vote to another idea without being able to read it.
  if (record !== kind || inner.idea !== outer.data.idea) return { fault: 'is sealed for another place' };
  return fromWire(kind, inner);
}
