import { describe } from '@jest/globals';
import type { Open } from '../world.ts';
import { describeClaimStore } from './claim-store.ts';
import { describeDecisionMarkStore } from './decision-mark-store.ts';
import { describeDecisionStore } from './decision-store.ts';
import { describeDraftStore } from './draft-store.ts';
import { describeDuplicateStore } from './duplicate-store.ts';
import { describeIdeaStore } from './idea-store.ts';
import { describeImportStore } from './import-store.ts';
import { describeLabStore } from './lab-store.ts';
import { describeMemberStore } from './member-store.ts';
import { describeNoticeStore } from './notice-store.ts';
import { describePostingStore } from './posting-store.ts';
import { describeProposalStore } from './proposal-store.ts';
import { describeVoteStore } from './vote-store.ts';
import { describeVoteTallies } from './vote-tallies.ts';

/** What every store must do, whatever the engine below. */
export function describeStores(dialect: string, open: Open): void {
  describe(`stores on ${dialect}`, () => {
    describeIdeaStore(open);
    describeVoteStore(open);
    describeVoteTallies(open);
    describeMemberStore(open);
    describeLabStore(open);
    describeDecisionStore(open);
    describeDecisionMarkStore(open);
    describeDuplicateStore(open);
    describeNoticeStore(open);
    describePostingStore(open);
    describeClaimStore(open);
    describeDraftStore(open);
    describeProposalStore(open);
    describeImportStore(open);
  });
}
