import type { Status } from '../../src/ideas/status.ts';
import type { Word } from '../../src/votes/vote.ts';

/** What the box can take from a foreign record, and the columns it is looked for in, the first filled one first. */
export const COLUMNS = {
  id: ['id', 'external_id', 'number', 'numero', 'numéro'],
  title: ['title', 'titre'],
  body: ['body', 'description', 'text', 'texte', 'content', 'contenu'],
  author: ['author', 'author_id', 'author/id', 'auteur'],
  author_name: ['author_name', 'author/name'],
  created_at: ['created_at', 'published_at', 'date', 'created', 'créé le', 'at'],
  updated_at: ['updated_at', 'edited_at'],
  status: ['status', 'statut', 'state'],
  votes_for: ['votes_for'],
  votes_against: ['votes_against'],
  answer: ['answer', 'response', 'réponse', 'reponse'],
  answered_at: ['answered_at', 'responded_at'],
  kind: ['kind'],
  idea: ['thread_id', 'idea', 'idea_id', 'proposal_id', 'idee', 'idée'],
  voter: ['voter', 'voter_id', 'votant'],
  value: ['value', 'vote', 'valeur'],
} satisfies Record<string, readonly string[]>;

/** A field a column can be mapped to. */
export type Field = keyof typeof COLUMNS;

/** The fields' names. */
export const FIELDS = Object.keys(COLUMNS) as Field[];

/** How the columns and words of another tool are to be understood. */
export interface Mapping {
  /** Columns that hold a field, instead of the usual ones; `title/*` is any column beginning with `title/`. */
  columns: Partial<Record<Field, readonly string[]>>;
  /** Another tool's statuses, in small letters, and ours. */
  statuses: Readonly<Record<string, Status>>;
  /** Another tool's values of a vote, in small letters, and ours. */
  values: Readonly<Record<string, Word>>;
  /** Its bodies and answers are HTML. */
  html: boolean;
}

/** Nothing but what is usual. */
export const USUAL: Mapping = { columns: {}, statuses: {}, values: {}, html: false };
