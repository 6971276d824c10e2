import { z } from 'zod';
import { LANGS } from '../i18n/lang.ts';
import { STATUSES } from '../ideas/status.ts';
import { NOTICES } from '../members/member.ts';

/** In a file an instant is ISO 8601 in UTC with milliseconds; here, milliseconds. */
const instant = z.codec(z.iso.datetime({ precision: 3 }), z.int(), {
  decode: (text) => Date.parse(text),
  encode: (at) => new Date(at).toISOString(),
});
const whole = z.int();
const text = z.string();
const status = z.enum(STATUSES);
const word = z.enum(['for', 'against', 'none']);

/**
 * Every record of an export, by its kind: the one description that writes it, reads it back and refuses what
 * is not so. Flat, so that a record is also a row of a table. In this order each names only what came before
 * (ideas apart, which name each other).
 *
 * A record holds what cannot be worked out from others: not an idea's flags for the indexes, for example. What
 * the box keeps for a while only (outbox, drafts, claims) is no record at all.
 */
export const RECORDS = {
  lab: z.strictObject({
    id: whole,
    slug: text,
    name: text,
    field: text,
    region: text,
    zone: text,
    language: z.enum(LANGS),
    access: z.enum(['open', 'closed']),
    digestCron: text,
    createdAt: instant,
  }),
  channel: z.strictObject({
    id: whole,
    lab: whole,
    platform: text,
    realm: text,
    channel: text,
    team: text.nullable(),
    name: text,
    private: z.boolean(),
    boundAt: instant,
    lostAt: instant.nullable(),
  }),
  member: z.strictObject({ id: whole, language: z.enum(LANGS).nullable(), notices: z.enum(NOTICES) }),
  identity: z.strictObject({
    id: whole,
    member: whole,
    platform: text,
    realm: text,
    user: text,
    name: text.nullable(),
    sinceDay: instant,
  }),
  facilitator: z.strictObject({ lab: whole, identity: whole, since: instant }),
  idea: z.strictObject({
    number: whole,
    lab: whole,
    author: whole.nullable(),
    seal: text.nullable(),
    title: text,
    body: text,
    status,
    createdAt: instant,
    editedAt: instant.nullable(),
    revision: whole,
    votesFor: whole,
    votesAgainst: whole,
    supportedAt: instant.nullable(),
    answer: text.nullable(),
    answeredAt: instant.nullable(),
    hiddenAt: instant.nullable(),
    mergedInto: whole.nullable(),
  }),
  revision: z.strictObject({ idea: whole, revision: whole, title: text, body: text, at: instant }),
  addition: z.strictObject({ id: whole, idea: whole, text, at: instant }),
  decision: z.strictObject({
    id: whole,
    idea: whole,
    fromStatus: status,
    toStatus: status,
    answer: text.nullable(),
    previousAnswer: text.nullable(),
    previousAnsweredAt: instant.nullable(),
    by: whole,
    at: instant,
    undoneAt: instant.nullable(),
  }),
  /** Which idea is the duplicate of which elder one. */
  duplicate: z.strictObject({ idea: whole, elder: whole, by: whole, at: instant }),
  digest: z.strictObject({
    id: whole,
    lab: whole,
    periodStart: instant,
    periodEnd: instant,
    week: text,
    zone: text,
    ideas: whole,
    votes: whole,
    votesBefore: whole,
    answers: whole,
    at: instant,
  }),
  'digest-entry': z.strictObject({
    digest: whole,
    section: z.enum(['answered', 'top', 'discover']),
    position: whole,
    idea: whole,
    gained: whole,
    votesFor: whole,
    status,
  }),
  'digest-claim': z.strictObject({
    lab: whole,
    channel: whole,
    periodStart: instant,
    digest: whole,
    at: instant,
  }),
  /**
   * Cards, digests, and the notice with the rest of a digest. Any other notice's posting is of use to nobody, and only
   * the outbox tells whom it was for.
   */
  posting: z.strictObject({
    id: whole,
    kind: z.enum(['card', 'digest', 'notice']),
    idea: whole.nullable(),
    digest: whole.nullable(),
    platform: text,
    realm: text,
    team: text.nullable(),
    channel: text,
    thread: text.nullable(),
    message: text,
    lang: z.enum(LANGS),
    at: instant,
    goneAt: instant.nullable(),
  }),
  vote: z.strictObject({
    idea: whole,
    member: whole,
    value: word,
    sourceIdentity: whole,
    sourcePosting: whole.nullable(),
    sourceEmoji: text.nullable(),
    at: instant,
  }),
  word: z.strictObject({ idea: whole, identity: whole, value: word, at: instant }),
  mark: z.strictObject({
    posting: whole,
    identity: whole,
    emoji: text,
    idea: whole,
    value: z.enum(['for', 'against']),
    since: instant,
  }),
  /** A reaction that decides and has spoken. */
  'decision-mark': z.strictObject({ posting: whole, identity: whole, emoji: text, since: instant }),
  'vote-change': z.strictObject({ id: whole, idea: whole, lab: whole, from: word, to: word, at: instant }),
  /** Which idea something of another tool became, so that it is not imported twice. */
  'external-id': z.strictObject({ source: text, id: text, idea: whole, hash: text, totals: z.boolean() }),
  /** The last number of contributions, and the last id drawn in a table: neither is ever given again. */
  counter: z.strictObject({ name: text, value: whole }),
} as const;

/** A kind of record. */
export type Kind = keyof typeof RECORDS;
/** All kinds, in the order they are written. */
export const KINDS = Object.keys(RECORDS) as Kind[];
/** A record in the box's own words, instants in milliseconds. */
export type RecordOf<K extends Kind> = z.output<(typeof RECORDS)[K]>;
/** A record as it stands in a file: texts, numbers, truths and null. */
export type Wire = Readonly<Record<string, string | number | boolean | null>>;

/** Some records of one kind, in memory together. */
export type Page = { [K in Kind]: { kind: K; records: readonly RecordOf<K>[] } }[Kind];

/** How a record is written in a file. Throws when it is none, which would be our own mistake. */
export function toWire<K extends Kind>(kind: K, record: RecordOf<K>): Wire {
  return z.encode(schemaOf(kind), record);
}

/** A record read from a file, or what is wrong with it; names fields, never what they hold. */
export function fromWire(kind: Kind, wire: unknown): RecordOf<Kind> | { fault: string } {
  const result = z.safeDecode(schemaOf(kind), wire as Wire);
  return result.success ? result.data : { fault: faultOf(result.error) };
}

/** The same schema, for a kind that is known when it runs. */
const schemaOf = <K extends Kind>(kind: K) => RECORDS[kind] as unknown as z.ZodType<RecordOf<K>, Wire>;

/** What zod found, on one line. */
export function faultOf(error: z.ZodError): string {
  return error.issues
    .map(({ path, message }) => (path.length > 0 ? `${path.join('.')}: ${message}` : message))
    .join('; ');
}
