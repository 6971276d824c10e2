import { isBlank, lengthOf, tidy } from '../text.ts';
import type { Status } from './status.ts';

/** Bounds in Unicode code points, after tidying. */
export const TITLE_MIN = 3;
export const TITLE_MAX = 150;
/** What a person may type in chat: every platform's form limit. An import may bring up to 20,000. */
export const BODY_MAX = 3000;

/** One idea as stored. `number` is its public name (#2256) and its key. */
export interface Idea {
  number: number;
  lab: number;
  /** Identity of its author; null for an idea filed anonymously, which has a seal instead. */
  author: number | null;
  seal: string | null;
  title: string;
  body: string;
  status: Status;
  createdAt: number;
  /** Instant of the last edit of title or body; null when never edited. */
  editedAt: number | null;
  revision: number;
  /** Kept tallies, changed in the transaction of their votes. */
  votesFor: number;
  votesAgainst: number;
  /** First vote of a person other than the author: from then on the author appends, no longer edits. */
  supportedAt: number | null;
  /** The latest official answer. */
  answer: string | null;
  answeredAt: number | null;
  hiddenAt: number | null;
  mergedInto: number | null;
}

/** A text its author appended ("Complément"). */
export interface Addition {
  text: string;
  at: number;
}

/** What a person can get wrong in a text; each has a translated message with the way out. */
export type TextFault =
  | { fault: 'missing' }
  | { fault: 'too-short'; min: number }
  | { fault: 'too-long'; max: number; over: number };

/** The title tidied, or what is wrong with it. */
export function checkTitle(raw: string): { title: string } | TextFault {
  const title = tidy(raw).replace(/\s+/gu, ' ');
  if (isBlank(title)) return { fault: 'missing' };
  const length = lengthOf(title);
  if (length < TITLE_MIN) return { fault: 'too-short', min: TITLE_MIN };
  if (length > TITLE_MAX) return { fault: 'too-long', max: TITLE_MAX, over: length - TITLE_MAX };
  return { title };
}

/** The body tidied (it may be empty), or what is wrong with it. */
export function checkBody(raw: string, max = BODY_MAX): { body: string } | TextFault {
  const body = tidy(raw);
  const length = lengthOf(body);
  return length > max ? { fault: 'too-long', max, over: length - max } : { body: isBlank(body) ? '' : body };
}

/** May its author still change title, text or lab? Afterwards they append. */
export function isEditable(idea: Idea): boolean {
  return idea.supportedAt === null && (idea.status === 'new' || idea.status === 'under-review');
}

/** May its author append? As long as the idea is alive. */
export function isCompletable(idea: Idea): boolean {
  return idea.status !== 'withdrawn' && idea.status !== 'merged' && idea.hiddenAt === null;
}

/** Withdrawn or hidden: number and tallies stay, the text is shown to nobody. */
export function isTextShown(idea: Pick<Idea, 'status' | 'hiddenAt'>): boolean {
  return idea.status !== 'withdrawn' && idea.hiddenAt === null;
}
