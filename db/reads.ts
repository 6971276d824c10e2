import type { Kysely } from 'kysely';
import type { Reads } from '../src/reads.ts';
import { deliveryReads } from './read-models/delivery-reads.ts';
import { digestReads } from './read-models/digest-reads.ts';
import { ideaLists } from './read-models/idea-lists.ts';
import { standingReads } from './read-models/standing-postings.ts';
import type { Database } from './schema.ts';
import { ideaSearch } from './search/idea-search.ts';
import { similarity } from './search/similarity.ts';
import { decisionStore } from './stores/decisions.ts';
import { draftStore } from './stores/drafts.ts';
import { labStore } from './stores/labs.ts';
import { memberStore } from './stores/members.ts';
import { noticeStore } from './stores/notices.ts';
import { postingStore } from './stores/postings.ts';
import { proposalStore } from './stores/proposals.ts';

/** Everything that is read outside a transaction, over the connection that only reads. */
export function reads(db: Kysely<Database>): Reads {
  return {
    ideas: ideaLists(db),
    search: ideaSearch(db),
    similarity: similarity(db),
    labs: labStore(db),
    members: memberStore(db),
    decisions: decisionStore(db),
    digests: digestReads(db),
    delivery: deliveryReads(db),
    standing: standingReads(db),
    postings: postingStore(db),
    notices: noticeStore(db),
    drafts: draftStore(db),
    proposals: proposalStore(db),
  };
}
