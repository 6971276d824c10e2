/**
 * The life of an idea: its states, the allowed moves and who may make them.
 *
 *   new → under-review → accepted → prototype → handed-over → in-service
 *   aside: declined (with a reason), merged (into an elder idea), withdrawn (by its author)
 */
export const STATUSES = [
  'new',
  'under-review',
  'accepted',
  'prototype',
  'handed-over',
  'in-service',
  'declined',
  'merged',
  'withdrawn',
] as const;
/** Where an idea stands in its life. */
export type Status = (typeof STATUSES)[number];

interface Rule {
  /** Moves a facilitator of the idea's lab may decide. */
  to: readonly Status[];
  /** May people still vote? */
  votable: boolean;
  /** Shown in top, new and digests? */
  listed: boolean;
  /** Still waiting for a decision: a candidate "to discover" and for the facilitators' list. */
  open: boolean;
}

const RULES: Readonly<Record<Status, Rule>> = {
  new: { to: ['under-review', 'accepted', 'declined'], votable: true, listed: true, open: true },
  'under-review': { to: ['accepted', 'prototype', 'declined'], votable: true, listed: true, open: true },
  accepted: {
    to: ['under-review', 'prototype', 'handed-over', 'declined'],
    votable: true,
    listed: true,
    open: false,
  },
  prototype: { to: ['accepted', 'handed-over', 'declined'], votable: true, listed: true, open: false },
  'handed-over': { to: ['prototype', 'in-service', 'declined'], votable: false, listed: true, open: false },
  'in-service': { to: ['handed-over'], votable: false, listed: true, open: false },
  declined: { to: ['under-review'], votable: false, listed: false, open: false },
  merged: { to: [], votable: false, listed: false, open: false },
  withdrawn: { to: [], votable: false, listed: false, open: false },
};

/** Statuses a facilitator may name in a decision: only an author withdraws, and nothing merges ideas yet. */
export const DECIDABLE = STATUSES.filter((status) => status !== 'merged' && status !== 'withdrawn');

/**
 * May a facilitator's decision take an idea from one status to another? Deciding the same status again is
 * allowed where the idea can still move: it renews the official answer.
 */
export function mayMove(from: Status, to: Status): boolean {
  if (from === to) return from !== 'merged' && from !== 'withdrawn';
  return RULES[from].to.includes(to);
}

/** The statuses a decision may lead to, in the order of an idea's life; none where nothing is left to decide. */
export function movesFrom(from: Status): readonly Status[] {
  return STATUSES.filter((to) => mayMove(from, to));
}

/** The author may withdraw until the idea has been handed over, merged or declined. */
export function mayWithdraw(status: Status): boolean {
  return status === 'new' || status === 'under-review' || status === 'accepted' || status === 'prototype';
}

/** May people vote on it? */
export const isVotable = (status: Status): boolean => RULES[status].votable;
/** Is it shown in lists and digests? */
export const isListed = (status: Status): boolean => RULES[status].listed;
/** Does it still wait for a decision? */
export const isOpen = (status: Status): boolean => RULES[status].open;

/** Declining without a reason is not an answer. */
export const needsReason = (status: Status): boolean => status === 'declined';
