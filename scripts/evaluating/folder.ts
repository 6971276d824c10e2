import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { z } from 'zod';
import { UsageError } from '../support/script.ts';

/** A proposal of a consultation, as its file has it. The id is its key there. */
export interface Proposal {
  id: string;
  title: string;
  body: string;
}

/** Somebody's rewording of a proposal: a title and no more. */
export interface Version {
  id: string;
  title: string;
  parent: string;
}

/** One file of proposals; searched apart from the others, as one lab's ideas. */
export interface Corpus {
  name: string;
  proposals: Proposal[];
  versions: Version[];
}

/** Two proposals and what people, or the comparison of their texts, said of them. */
export interface Pair {
  source: string;
  target: string;
  relation: string;
}

/** A folder of the shape of ../shared/data: what is searched, and what should be found. */
export interface Folder {
  corpora: Corpus[];
  pairs: Pair[];
  /** Labelled by two annotators; the relation is `neutral` or another when both agree, else `disputed`. */
  expertPairs: Pair[];
}

const ROW = z.object({
  id: z.string().min(1),
  kind: z.string(),
  title: z.string().default(''),
  body: z.string().default(''),
  parent_id: z.string().optional(),
});

const PAIR = z
  .object({ src_id: z.string(), dst_id: z.string(), relation: z.string() })
  .transform((row): Pair => ({ source: row.src_id, target: row.dst_id, relation: row.relation }));

const EXPERT_PAIR = z
  .object({ src_id: z.string(), dst_id: z.string(), label_1: z.string(), label_2: z.string() })
  .transform(
    (row): Pair => ({
      source: row.src_id,
      target: row.dst_id,
      relation: row.label_1 === row.label_2 ? row.label_1 : 'disputed',
    }),
  );

/**
 * Reads `*.ndjson`, `*-duplicates.csv` and `expert-pairs.csv` of a folder; files of pairs may be missing. Throws
 * UsageError when the folder, its proposals or a field is not there, naming file and row, never their text.
 */
export function readFolder(dir: string): Folder {
  const names = namesIn(dir);
  const corpora = names
    .filter((name) => name.endsWith('.ndjson'))
    .map((name) => readCorpus(dir, name))
    .filter(({ proposals }) => proposals.length > 0);
  if (corpora.length === 0) {
    throw new UsageError(`there are no proposals in ${dir}: it needs at least one .ndjson file with some`);
  }
  return {
    corpora,
    pairs: names
      .filter((name) => name.endsWith('-duplicates.csv'))
      .flatMap((name) => readPairs(dir, name, PAIR)),
    expertPairs: names.includes('expert-pairs.csv') ? readPairs(dir, 'expert-pairs.csv', EXPERT_PAIR) : [],
  };
}

function namesIn(dir: string): string[] {
  try {
    return readdirSync(dir).sort();
  } catch {
    throw new UsageError(`${dir} is not a folder that can be read`);
  }
}

/** A proposal without a title cannot be an idea; of two rows with one id the first counts. */
function readCorpus(dir: string, name: string): Corpus {
  const proposals = new Map<string, Proposal>();
  const versions: Version[] = [];
  for (const { id, kind, title, body, parent_id: parent } of readRows(dir, name)) {
    if (title.trim() === '') continue;
    if (kind === 'proposal' && !proposals.has(id)) proposals.set(id, { id, title, body });
    if (kind === 'version' && parent !== undefined) versions.push({ id, title, parent });
  }
  return { name: name.replace(/\.ndjson$/, ''), proposals: [...proposals.values()], versions };
}

function readRows(dir: string, name: string): z.infer<typeof ROW>[] {
  return readText(dir, name)
    .split('\n')
    .flatMap((line, index) => {
      if (line.trim() === '') return [];
      const row = ROW.safeParse(fromJson(line));
      if (!row.success) throw misshapen(name, index + 1, row.error);
      return [row.data];
    });
}

/** Undefined, which no schema takes, for what is not JSON. */
function fromJson(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}

function readPairs(dir: string, name: string, schema: z.ZodType<Pair>): Pair[] {
  return csvRows(dir, name).map((record, index) => {
    const pair = schema.safeParse(record);
    if (!pair.success) throw misshapen(name, index + 2, pair.error);
    return pair.data;
  });
}

function csvRows(dir: string, name: string): unknown[] {
  try {
    return parse(readText(dir, name), { columns: true, skip_empty_lines: true });
  } catch (error) {
    if (error instanceof UsageError) throw error;
    // Its message may quote the row.
    const { code = 'unreadable' } = error as { code?: string };
    throw new UsageError(`${name} is not the CSV it should be (${code})`);
  }
}

function readText(dir: string, name: string): string {
  try {
    return readFileSync(join(dir, name), 'utf8').replace(/^\uFEFF/, '');
  } catch {
    throw new UsageError(`${join(dir, name)} cannot be read`);
  }
}

function misshapen(name: string, row: number, { issues }: z.ZodError): UsageError {
  const fields = issues.map(({ path }) => path.join('.')).filter((field) => field !== '');
  const what = fields.length > 0 ? `${fields.join(', ')} missing or not a text` : 'not a record';
  return new UsageError(`${name}, row ${row}: ${what}`);
}
