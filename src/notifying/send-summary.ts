import { UNDO_MS } from '../decisions/decision.ts';
import type { Awaiting } from '../delivery/saying.ts';
import type { Lang } from '../i18n/lang.ts';
import { type Identity, isReachable } from '../members/member.ts';
import type { Transaction } from '../unit-of-work.ts';
import type { DueSummary, KeptNotice } from './notice-store.ts';
import { type SummaryTurn, summaryTurn } from './summary-times.ts';

type Stores = Pick<Transaction, 'members' | 'labs' | 'notices' | 'outbox'>;

/**
 * Says somebody's due summary, if it has anything to say. It is claimed, taken out of what is kept and put in
 * the outbox in one transaction: whoever comes second finds nothing, and a crash leaves all or nothing of it.
 * False when nothing is said.
 */
export async function sendSummary(
  tx: Stores,
  due: DueSummary,
  { now, zone, catchUpMs }: { now: number; zone: string; catchUpMs: number },
): Promise<boolean> {
  const turn = summaryTurn(due.at, now, zone, catchUpMs);
  if (!(await tx.notices.claim(due, turn.next)) || !turn.tells) return false;
  // A decision that can still be undone waits for the next one.
  const kept = await tx.notices.take(due.member, now - UNDO_MS);
  const accounts = (await tx.members.identitiesOf(due.member)).filter((one) => isReachable(one.platform));
  const run = await labsOf(tx, due.member, accounts, turn);
  const to = accountFor(accounts, kept) ?? run[0]?.by;
  if (!to) return false;
  return tx.outbox.say({
    to: { platform: to.platform, realm: to.realm, user: to.user },
    lang: kept.at(-1)?.lang ?? run[0]?.lang ?? 'fr',
    what: {
      kind: 'summary',
      decided: kept.map(({ decision, as }) => ({ decision, as })),
      labs: run.map(({ awaiting }) => awaiting),
    },
    key: `summary:${due.member}:${due.at}`,
  });
}

/** Of several accounts of one person, the one the latest news is for. */
function accountFor(accounts: readonly Identity[], kept: readonly KeptNotice[]): Identity | undefined {
  const latest = kept.at(-1);
  return latest && accounts.find(({ id }) => id === latest.identity);
}

/** The labs this person facilitates in which something came in; that old ideas still wait is no news. */
async function labsOf(
  tx: Stores,
  member: number,
  accounts: readonly Identity[],
  { since, until }: SummaryTurn,
): Promise<{ awaiting: Awaiting; by: Identity; lang: Lang }[]> {
  const found = new Map<number, { awaiting: Awaiting; by: Identity; lang: Lang }>();
  for (const by of accounts) {
    for (const lab of await tx.labs.facilitatedBy(by.id)) {
      const counts = await tx.notices.awaiting({ lab, member, since, until });
      const lang = (await tx.labs.byId(lab))?.language ?? 'fr';
      if (counts.fresh > 0) found.set(lab, { awaiting: { lab, ...counts }, by, lang });
    }
  }
  return [...found.values()];
}
