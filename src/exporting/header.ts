import { z } from 'zod';
import type { Secrets } from '../secrets.ts';
import { KINDS, type Kind } from './records.ts';

/** Says that a file is an export of a box; the first field of its first line. */
export const BOX = 'boite-a-idees';
/** The form of exports this version writes. Raised when an older version could not read it any more. */
const FORMAT = 1;

/**
 * Who is named: nobody (pseudonyms of this one export), or everybody, but who voted what sealed with the box's
 * secret.
 */
export type Persons = 'pseudonyms' | 'sealed-voters';

const header = z.object({
  box: z.literal(BOX),
  format: z.literal(FORMAT, `a form of export this version does not know; use the version that wrote it`),
  persons: z.enum(['pseudonyms', 'sealed-voters']),
  at: z.iso.datetime({ precision: 3 }),
  /** Sealed with the same secret as the voters: tells, before anything is written, whether they can be opened. */
  seal: z.string().optional(),
});

/** A kind that came later is not counted by an older version: there is none of it. */
const trailer = z.object({ counts: z.partialRecord(z.enum(KINDS as [Kind, ...Kind[]]), z.int().min(0)) });

/** What an export begins with. */
export type Header = z.output<typeof header>;
/** How many records of each kind there are. */
export type Counts = Readonly<Record<Kind, number>>;

/** What is sealed in the header: any known text would do. */
const KNOWN = BOX;

/** The beginning of an export made at an instant. */
export function headerOf(persons: Persons, at: number, secrets: Pick<Secrets, 'seal'>): Header {
  const facts = { box: BOX, format: FORMAT, persons, at: new Date(at).toISOString() } as const;
  return persons === 'sealed-voters' ? { ...facts, seal: secrets.seal('export', KNOWN) } : facts;
}

/** Were these voters sealed with a secret we have? */
export function opens({ persons, seal }: Header, secrets: Pick<Secrets, 'open'>): boolean {
  return persons === 'pseudonyms' || (seal !== undefined && secrets.open('export', seal) === KNOWN);
}

/** The header in what was read, or a zod error. */
export const readHeader = (read: unknown) => header.safeParse(read);
/** The trailer in what was read, or a zod error. */
export const readTrailer = (read: unknown) => trailer.safeParse(read);
/** Is this the last line, not a record? */
export const isTrailer = (read: unknown): boolean =>
  typeof read === 'object' && read !== null && 'counts' in read;

/** None of anything. */
export const noCounts = (): Record<Kind, number> =>
  Object.fromEntries(KINDS.map((kind) => [kind, 0])) as Record<Kind, number>;
