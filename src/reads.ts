import type { DraftStore } from './chat/drafts.ts';
import type { DecisionStore } from './decisions/decision-store.ts';
import type { DeliveryReads } from './delivery/delivery-store.ts';
import type { PostingStore } from './delivery/posting.ts';
import type { StandingReads } from './delivery/standing.ts';
import type { DigestReads } from './digest/digest-reads.ts';
import type { IdeaLists } from './ideas/idea-lists.ts';
import type { LabStore } from './labs/lab-store.ts';
import type { MemberStore } from './members/member-store.ts';
import type { NoticeStore } from './notifying/notice-store.ts';
import type { ProposalStore } from './proposing/proposal-store.ts';
import type { IdeaSearch } from './search/idea-search.ts';
import type { Similarity } from './search/similarity.ts';

/** What is read outside a writing transaction, on a read-only connection. */
export interface Reads {
  ideas: IdeaLists;
  search: IdeaSearch;
  similarity: Similarity;
  labs: Pick<
    LabStore,
    'byId' | 'bySlug' | 'all' | 'binding' | 'channel' | 'channels' | 'facilitators' | 'facilitatedBy'
  >;
  members: Pick<MemberStore, 'find' | 'byId' | 'member' | 'identitiesOf'>;
  decisions: Pick<DecisionStore, 'byId'>;
  digests: DigestReads;
  delivery: DeliveryReads;
  standing: StandingReads;
  postings: Pick<PostingStore, 'find' | 'byId' | 'cardsOf'>;
  notices: Pick<NoticeStore, 'due'>;
  drafts: Pick<DraftStore, 'asking' | 'arrivals'>;
  proposals: Pick<ProposalStore, 'wasAsked'>;
}
