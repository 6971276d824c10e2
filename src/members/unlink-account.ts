import type { Lang } from '../i18n/lang.ts';
import { type Refusal, refuse } from '../refusal.ts';
import type { Transaction } from '../unit-of-work.ts';
import { partVotes } from '../votes/part-votes.ts';
import type { Acting } from './acting.ts';
import type { Identity } from './member.ts';

/**
 * An account becomes a member of its own again: the one that asks, or another one it is linked to. Ideas, words,
 * marks and roles stay with the account they came from, votes follow from them again; both keep the settings. Every
 * account but the one that asks is told. Returns the accounts that are linked no more.
 */
export async function unlinkAccount(
  tx: Transaction,
  by: Acting,
  { account, lang, at }: { account: number | null; lang: Lang; at: number },
): Promise<{ apart: Identity[] } | Refusal> {
  const from = by.identity.member;
  const linked = await tx.members.identitiesOf(from);
  const leaving = linked.find(({ id }) => id === (account ?? by.identity.id));
  if (!leaving || linked.length === 1) return refuse('not-linked', {});
  const to = await tx.members.likeness(from);
  await tx.members.moveAccounts(from, to, leaving.id);
  await partVotes(tx, { identity: leaving.id, from, to, at });
  await tx.notices.handOver(from, to, leaving.id);
  for (const { id, platform, realm, user } of linked) {
    if (id === by.identity.id) continue;
    await tx.outbox.say({
      to: { platform, realm, user },
      lang,
      what: { kind: 'account', account: id === leaving.id ? by.identity.id : leaving.id, linked: false },
      key: `unlinked:${leaving.id}:${at}:${id}`,
    });
  }
  const stayed = linked.filter(({ id }) => id !== leaving.id);
  return { apart: leaving.id === by.identity.id ? stayed : [leaving] };
}
