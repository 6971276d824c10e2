import { fold } from '../../src/chat/grammar/fold.ts';
import { en } from '../../src/i18n/en/index.ts';
import { fr } from '../../src/i18n/fr/index.ts';
import { STATUSES, type Status } from '../../src/ideas/status.ts';
import { htmlText } from '../../src/importing/html-text.ts';
import { readInstant } from '../../src/importing/instant.ts';
import type { ForeignIdea, ForeignRecord, ForeignVote } from '../../src/importing/record.ts';
import { excerpt, isBlank, tidy } from '../../src/text.ts';
import type { Word } from '../../src/votes/vote.ts';
import type { Field, Mapping } from './fields.ts';

/** What stands in a field of the record in hand; null where it is absent or empty. */
export type Row = (field: Field) => string | null;

/** What a record without a kind of its own is; null: nothing tells. */
export type Shape = 'idea' | 'vote' | null;

/** How records are to be read: local dates are of `zone`. */
export interface RecordOptions {
  zone: string;
  mapping: Mapping;
  /** Told of every column, or key of a JSON object, that no field is read from; of one it may be told again. */
  onUnread?: ((name: string) => void) | undefined;
}

/** Why a record cannot be read. */
class Fault extends Error {}

/** The record in the box's words, or why it cannot be read. */
export function foreignRecord(
  row: Row,
  shape: Shape,
  options: RecordOptions,
): { record: ForeignRecord } | { refused: string } {
  try {
    return { record: recordOf(row, shape, options) };
  } catch (error) {
    if (error instanceof Fault) return { refused: error.message };
    throw error;
  }
}

function recordOf(row: Row, shape: Shape, options: RecordOptions): ForeignRecord {
  const said = row('kind');
  const kind = said === null ? shape : (KINDS[fold(said.trim())] ?? null);
  if (kind === 'idea') return idea(row, options);
  if (kind === 'vote') return vote(row, options);
  if (said === null) throw new Fault('neither an idea (title) nor a vote (voter, value)');
  return { kind: 'left-out', what: shown(said) };
}

const KINDS: Readonly<Record<string, 'idea' | 'vote'>> = {
  idea: 'idea',
  idee: 'idea',
  proposal: 'idea',
  proposition: 'idea',
  vote: 'vote',
};

function idea(row: Row, options: RecordOptions): ForeignIdea {
  return {
    kind: 'idea',
    id: required(row, 'id'),
    title: row('title') ?? '',
    body: textIn(row, 'body', options),
    author: author(row),
    createdAt: instant(row, 'created_at', options.zone),
    editedAt: instant(row, 'updated_at', options.zone),
    status: status(row, options.mapping),
    totals: totals(row),
    answer: answer(row, options),
  };
}

function textIn(row: Row, field: Field, { mapping }: RecordOptions): string {
  const text = row(field) ?? '';
  return mapping.html ? htmlText(text) : text;
}

function answer(row: Row, options: RecordOptions): ForeignIdea['answer'] {
  const text = textIn(row, 'answer', options);
  return isBlank(text) ? null : { text, at: instant(row, 'answered_at', options.zone) };
}

function vote(row: Row, { zone, mapping }: RecordOptions): ForeignVote {
  const said = required(row, 'value');
  return {
    kind: 'vote',
    idea: required(row, 'idea'),
    voter: required(row, 'voter'),
    value: mapping.values[fold(said)] ?? WORDS[fold(said)] ?? { unknown: shown(said) },
    at: instant(row, 'created_at', zone),
  };
}

/**
 * Values nobody can take for another. 0 is not among them: beside 1 alone it is mostly "against", beside -1 it is "none".
 */
const WORDS: Readonly<Record<string, Word>> = Object.fromEntries(
  Object.entries({
    for: ['for', 'pour', 'up', 'yes', 'oui', '1', '+1'],
    against: ['against', 'contre', 'down', 'no', 'non', '-1'],
    none: ['none', 'neutre', 'blanc'],
  } satisfies Record<Word, string[]>).flatMap(([word, values]) =>
    values.map((value) => [value, word as Word]),
  ),
);

/** A key is kept as it is, but for what nobody can see. */
function required(row: Row, field: Field): string {
  const text = tidy(row(field) ?? '');
  if (text === '') throw new Fault(`no ${field}`);
  if (text.length > KEY_MAX) throw new Fault(`${field} is longer than ${KEY_MAX} signs`);
  return text;
}

const KEY_MAX = 200;

function author(row: Row): ForeignIdea['author'] {
  const id = tidy(row('author') ?? '');
  const name = tidy(row('author_name') ?? '');
  if (id === '' && name === '') return null;
  return { id: excerpt(id || name, KEY_MAX), name: excerpt(name || id, NAME_MAX) };
}

/** As long as a card shows it on one line. */
const NAME_MAX = 80;

function instant(row: Row, field: Field, zone: string): number | null {
  const text = row(field)?.trim();
  if (text === undefined) return null;
  const at = readInstant(text, zone);
  if (at === null) throw new Fault(`${field} is no date that can be read: ${shown(text)}`);
  return at;
}

function status(row: Row, { statuses }: Mapping): ForeignIdea['status'] {
  const said = row('status');
  if (said === null) return 'new';
  const key = fold(said.trim());
  return statuses[key] ?? OURS[key] ?? { unknown: shown(said) };
}

/** Our own statuses, as programs and as people in both languages write them. */
const OURS: Readonly<Record<string, Status>> = Object.fromEntries(
  STATUSES.flatMap((status) =>
    [status, fr.idea[`status-${status}`], en.idea[`status-${status}`]].map((name) => [fold(name), status]),
  ),
);

function totals(row: Row): ForeignIdea['totals'] {
  const [pro, contra] = [count(row, 'votes_for'), count(row, 'votes_against')];
  return pro === null && contra === null ? null : { for: pro ?? 0, against: contra ?? 0 };
}

function count(row: Row, field: Field): number | null {
  const text = row(field)?.trim();
  if (text === undefined) return null;
  if (!/^\d{1,9}$/.test(text)) throw new Fault(`${field} is no count: ${shown(text)}`);
  return Number(text);
}

/** A foreign word in a report: on one line, and short. */
const shown = (text: string): string => excerpt(tidy(text).replace(/\s+/g, ' '), 40);
