import type { Awaiting, Told } from '../delivery/saying.ts';
import type { Lang } from '../i18n/lang.ts';
import type { Notices } from '../members/member.ts';

/** A decision that waits for somebody's summary. */
export interface KeptNotice extends Told {
  /** The account that is concerned: the idea's author, or the one that voted. */
  identity: number;
  /** Instant of the decision. */
  at: number;
  /** Of the lab that decided. */
  lang: Lang;
}

/** Somebody's summary that is due, since an instant. */
export interface DueSummary {
  member: number;
  at: number;
}

/** How people are told of news, and what waits for their summaries. Every method runs in the caller's transaction. */
export interface NoticeStore {
  /** Sets how a member is told. `summaryAt`: when their next summary is due, should they have any. */
  choose(member: number, notices: Notices, summaryAt: number): Promise<void>;
  /** Keeps a decision for a member's summary; keeping it twice is keeping it once. */
  keep(member: number, notice: Omit<KeptNotice, 'at' | 'lang'>): Promise<void>;
  /** Takes out what is kept for a member of decisions up to an instant; oldest decision first. */
  take(member: number, decidedUntil: number): Promise<KeptNotice[]>;
  /** What is kept for a member becomes another's, once each; of all their accounts, or of one. */
  handOver(from: number, to: number, identity?: number): Promise<void>;
  /** Deletes an undone decision from every summary it waits for. Returns how many. */
  withhold(decision: number): Promise<number>;
  /** Members who are told daily and whose summary is due by now, those that wait longest first. */
  due(now: number): Promise<DueSummary[]>;
  /** Claims a due summary by setting when the next one is; false when it was claimed, or is wanted no more. */
  claim(due: DueSummary, next: number): Promise<boolean>;
  /** Ideas of a lab that wait for an answer, in all and filed in [since, until) by somebody but this member. */
  awaiting(of: { lab: number; member: number; since: number; until: number }): Promise<Omit<Awaiting, 'lab'>>;
}
