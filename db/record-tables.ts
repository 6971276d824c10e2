import { z } from 'zod';
import { type Kind, RECORDS, type RecordOf } from '../src/exporting/records.ts';
import { isListed, isOpen } from '../src/ideas/status.ts';
import type { Database } from './schema.ts';

/** Where the records of a kind are kept. */
export interface RecordTable {
  table: keyof Database;
  /** Columns of its key, by which it is read. */
  key: readonly string[];
}

/** The table of each kind; `counter` is more than its table (see the export's reads). */
export const RECORD_TABLES: Readonly<Record<Kind, RecordTable>> = {
  lab: { table: 'labs', key: ['id'] },
  channel: { table: 'lab_channels', key: ['id'] },
  member: { table: 'members', key: ['id'] },
  identity: { table: 'identities', key: ['id'] },
  facilitator: { table: 'lab_facilitators', key: ['lab', 'identity'] },
  idea: { table: 'ideas', key: ['number'] },
  revision: { table: 'revisions', key: ['idea', 'revision'] },
  addition: { table: 'additions', key: ['id'] },
  decision: { table: 'decisions', key: ['id'] },
  duplicate: { table: 'duplicates', key: ['idea'] },
  digest: { table: 'digests', key: ['id'] },
  'digest-entry': { table: 'digest_entries', key: ['digest', 'section', 'position'] },
  'digest-claim': { table: 'digest_claims', key: ['lab', 'period_start', 'channel'] },
  posting: { table: 'postings', key: ['id'] },
  vote: { table: 'votes', key: ['idea', 'member'] },
  word: { table: 'words', key: ['idea', 'identity'] },
  mark: { table: 'marks', key: ['posting', 'identity', 'emoji'] },
  'decision-mark': { table: 'decision_marks', key: ['posting', 'identity', 'emoji'] },
  'vote-change': { table: 'vote_changes', key: ['id'] },
  'external-id': { table: 'external_ids', key: ['source', 'id'] },
  counter: { table: 'counters', key: ['name'] },
};

/** A row as the engine gives and takes it. */
export type Row = Readonly<Record<string, string | number | null>>;

interface Field {
  name: string;
  column: string;
  truth: boolean;
}

/** Of each kind, how its fields stand in its table. */
const FIELDS = Object.fromEntries(
  Object.entries(RECORDS).map(([kind, { shape }]) => [
    kind,
    Object.entries(shape).map(([name, type]) => ({
      name,
      column: name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`),
      truth: type instanceof z.ZodBoolean,
    })),
  ]),
) as unknown as Readonly<Record<Kind, readonly Field[]>>;

/** The columns that are in a record. */
export const columnsOf = (kind: Kind): string[] => FIELDS[kind].map(({ column }) => column);

/** A row in the domain's words. */
export function toRecord<K extends Kind>(kind: K, row: Row): RecordOf<K> {
  const fields = FIELDS[kind].map(({ name, column, truth }) => [
    name,
    truth ? row[column] === 1 : row[column],
  ]);
  return Object.fromEntries(fields) as RecordOf<K>;
}

/** The row of a record, with the columns that follow from it. */
export function toRow<K extends Kind>(kind: K, record: RecordOf<K>): Row {
  const values = record as Readonly<Record<string, string | number | boolean | null>>;
  const columns = FIELDS[kind].map(({ name, column, truth }) => [
    column,
    truth ? Number(values[name]) : (values[name] ?? null),
  ]);
  const row = Object.fromEntries(columns) as Row;
  return kind === 'idea' ? { ...row, ...flagsOf(record as RecordOf<'idea'>) } : row;
}

/** What is hidden is in no list, whatever its status. */
function flagsOf({ status, hiddenAt }: RecordOf<'idea'>): Row {
  const shown = hiddenAt === null;
  return { listed: Number(shown && isListed(status)), open: Number(shown && isOpen(status)) };
}
