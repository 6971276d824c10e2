import type { ClaimStore } from './chat/claims.ts';
import type { DraftStore } from './chat/drafts.ts';
import type { DecisionMarkStore } from './decisions/decision-mark-store.ts';
import type { DecisionStore } from './decisions/decision-store.ts';
import type { DeliveryStore } from './delivery/delivery-store.ts';
import type { PostingStore } from './delivery/posting.ts';
import type { Outbox } from './delivery/saying.ts';
import type { DigestStore } from './digest/digest-store.ts';
import type { DuplicateStore } from './duplicates/duplicate-store.ts';
import type { IdeaStore } from './ideas/idea-store.ts';
import type { ImportStore } from './importing/import-store.ts';
import type { LabStore } from './labs/lab-store.ts';
import type { AccountCodeStore } from './members/account-code-store.ts';
import type { MemberStore } from './members/member-store.ts';
import type { NoticeStore } from './notifying/notice-store.ts';
import type { ProposalStore } from './proposing/proposal-store.ts';
import type { VoteStore } from './votes/vote-store.ts';

/** Every store, bound to one writing transaction. */
export interface Transaction {
  ideas: IdeaStore;
  votes: VoteStore;
  labs: LabStore;
  members: MemberStore;
  accountCodes: AccountCodeStore;
  decisions: DecisionStore;
  decisionMarks: DecisionMarkStore;
  duplicates: DuplicateStore;
  digests: DigestStore;
  postings: PostingStore;
  outbox: Outbox;
  notices: NoticeStore;
  delivery: DeliveryStore;
  imports: ImportStore;
  claims: ClaimStore;
  drafts: DraftStore;
  proposals: ProposalStore;
}

/**
 * The one seam for writing: a use case runs in one transaction, begun with BEGIN IMMEDIATE. Inside it nothing
 * is awaited but the database. Callers of the same moment share one commit, and with it one wait for the disk; what
 * one of them writes is undone without the others.
 */
export interface UnitOfWork {
  /** Commits what `work` wrote when it resolves, rolls everything back when it rejects. */
  run<T>(work: (tx: Transaction) => Promise<T>): Promise<T>;
  /** Called after each commit, once for all who share it; the dispatcher wakes by it. */
  onCommit(listener: () => void): void;
}
