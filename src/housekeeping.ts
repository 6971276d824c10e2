import { CLAIM_LIFE_MS } from './chat/claims.ts';
import { DRAFT_LIFE_MS } from './chat/drafts.ts';
import type { Clock } from './clock.ts';
import { LOOK_BACK_MS } from './delivery/reconcile.ts';
import type { Logger } from './log.ts';
import { CODE_MEMORY_MS } from './members/account-code.ts';
import { ASKED_WINDOW_MS } from './proposing/ask-author.ts';
import type { UnitOfWork } from './unit-of-work.ts';

/** Rows of the outbox are kept this long after they were sent, for an operator who asks what happened. */
const SENT_LIFE_MS = 30 * 24 * 60 * 60 * 1000;

/**
 * Forgets what is kept for a while only: used arrival ids, old drafts, who was asked, reactions that decided, codes of
 * accounts, what was sent. Asked every hour.
 */
export async function housekeeping(box: {
  unitOfWork: UnitOfWork;
  clock: Clock;
  log: Logger;
}): Promise<void> {
  const now = box.clock.now();
  const forgotten = await box.unitOfWork.run(async (tx) => ({
    claims: await tx.claims.forgetBefore(now - CLAIM_LIFE_MS),
    drafts: await tx.drafts.forgetBefore(now - DRAFT_LIFE_MS),
    asked: await tx.proposals.forgetPersons(now - ASKED_WINDOW_MS),
    // Under what is older than they, nothing is looked for.
    decisionMarks: await tx.decisionMarks.forgetBefore(now - LOOK_BACK_MS),
    accountCodes: await tx.accountCodes.forgetBefore(now - CODE_MEMORY_MS),
    sent: await tx.delivery.forgetBefore(now - SENT_LIFE_MS),
  }));
  box.log.info(forgotten, 'housekeeping');
}
