import type { Reference, Told } from '../delivery/saying.ts';
import type { Notices } from '../members/member.ts';
import type { Transaction } from '../unit-of-work.ts';
import { summaryAfter } from './summary-times.ts';
import { sayAtOnce } from './tell.ts';

type Stores = Pick<Transaction, 'members' | 'notices' | 'outbox'>;

/** Whatever was decided, at any time. */
const EVER = Number.MAX_SAFE_INTEGER;

/**
 * Somebody changes how they are told. It counts for what has not left yet: what waits to be said at once moves
 * to the summary and back, and `never` drops both. A message already handed to a platform is not recalled.
 */
export async function changeNotices(
  tx: Stores,
  member: number,
  { to, at, zone }: { to: Notices; at: number; zone: string },
): Promise<void> {
  const before = (await tx.members.member(member))?.notices;
  if (before === undefined || before === to) return;
  await tx.notices.choose(member, to, to === 'daily' ? summaryAfter(at, zone) : 0);
  switch (to) {
    case 'at-once':
      return sayKept(tx, member);
    case 'daily':
      return keepWaiting(tx, member);
    case 'never':
      await tx.notices.take(member, EVER);
      await recallAll(tx, member);
  }
}

/**
 * Accounts of a person were linked: what waits for any of them is told once, in the way that now holds for all of
 * them, at the account it was first kept for.
 */
export async function gatherNews(tx: Stores, member: number): Promise<void> {
  await keepWaiting(tx, member);
  const notices = (await tx.members.member(member))?.notices;
  if (notices === 'at-once') await sayKept(tx, member);
  if (notices === 'never') await tx.notices.take(member, EVER);
}

async function sayKept(tx: Stores, member: number): Promise<void> {
  const accounts = new Map((await tx.members.identitiesOf(member)).map((one) => [one.id, one]));
  for (const { identity, ...notice } of await tx.notices.take(member, EVER)) {
    const to = accounts.get(identity);
    if (to) await sayAtOnce(tx, { to, ...notice });
  }
}

async function keepWaiting(tx: Stores, member: number): Promise<void> {
  for (const { identity, what } of await recallAll(tx, member)) {
    for (const told of toldIn(what)) await tx.notices.keep(member, { identity, ...told });
  }
}

/** What waits in the outbox for any account of a person, taken out of it. */
async function recallAll(tx: Stores, member: number): Promise<{ identity: number; what: Reference }[]> {
  const recalled = [];
  for (const account of await tx.members.identitiesOf(member)) {
    for (const what of await tx.outbox.recallNews(account)) recalled.push({ identity: account.id, what });
  }
  return recalled;
}

function toldIn(what: Reference): readonly Told[] {
  if (what.kind === 'summary') return what.decided;
  return what.kind === 'decision' ? [{ decision: what.decision, as: what.as }] : [];
}
