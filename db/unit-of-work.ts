import type { Kysely } from 'kysely';
import type { Clock } from '../src/clock.ts';
import type { Transaction, UnitOfWork } from '../src/unit-of-work.ts';
import type { Database } from './schema.ts';
import { SharedCommits } from './shared-commits.ts';
import { accountCodeStore } from './stores/account-codes.ts';
import { claimStore } from './stores/claims.ts';
import { decisionMarkStore } from './stores/decision-marks.ts';
import { decisionStore } from './stores/decisions.ts';
import { deliveryStore } from './stores/delivery.ts';
import { digestStore } from './stores/digests.ts';
import { draftStore } from './stores/drafts.ts';
import { duplicateStore } from './stores/duplicates.ts';
import { ideaStore } from './stores/ideas.ts';
import { importStore } from './stores/imports.ts';
import { labStore } from './stores/labs.ts';
import { memberStore } from './stores/members.ts';
import { noticeStore } from './stores/notices.ts';
import { outboxStore } from './stores/outbox.ts';
import { postingStore } from './stores/postings.ts';
import { proposalStore } from './stores/proposals.ts';
import { voteStore } from './stores/votes.ts';

/**
 * The unit of work over the connection that writes. A use case that calls `run` inside `run` would wait for
 * itself for ever: it passes its transaction down instead.
 */
export function unitOfWork(db: Kysely<Database>, clock: Clock): UnitOfWork & Pick<SharedCommits, 'done'> {
  const listeners = new Set<() => void>();
  const commits = new SharedCommits(db, () => {
    // What was written is written: a failing listener must not tell the caller otherwise.
    for (const listener of listeners) queueMicrotask(listener);
  });
  return {
    run: (work) => commits.run((tx) => work(storesOn(tx, clock))),
    done: () => commits.done(),

    onCommit(listener) {
      listeners.add(listener);
    },
  };
}

/** A use case asks for three or four of the stores; each is made when it is asked for, a few closures. */
function storesOn(tx: Kysely<Database>, clock: Clock): Transaction {
  return {
    get ideas() {
      return ideaStore(tx);
    },
    get votes() {
      return voteStore(tx);
    },
    get labs() {
      return labStore(tx);
    },
    get members() {
      return memberStore(tx);
    },
    get accountCodes() {
      return accountCodeStore(tx);
    },
    get decisions() {
      return decisionStore(tx);
    },
    get decisionMarks() {
      return decisionMarkStore(tx);
    },
    get duplicates() {
      return duplicateStore(tx);
    },
    get digests() {
      return digestStore(tx);
    },
    get postings() {
      return postingStore(tx);
    },
    get outbox() {
      return outboxStore(tx, clock);
    },
    get notices() {
      return noticeStore(tx);
    },
    get delivery() {
      return deliveryStore(tx);
    },
    get imports() {
      return importStore(tx);
    },
    get claims() {
      return claimStore(tx);
    },
    get drafts() {
      return draftStore(tx);
    },
    get proposals() {
      return proposalStore(tx);
    },
  };
}
