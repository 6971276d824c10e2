import type { Lang } from '../i18n/lang.ts';
import { gatherNews } from '../notifying/change-notices.ts';
import type { Transaction } from '../unit-of-work.ts';
import { joinVotes } from '../votes/join-votes.ts';
import { CODE_LIFE_MS, TRIES_MAX } from './account-code.ts';
import type { AccountCode } from './account-code-store.ts';
import type { Acting } from './acting.ts';
import type { Identity } from './member.ts';
import type { PersonRef } from './member-store.ts';

/** Why a code links nothing. A value that is no refusal: a wrong code is remembered, not rolled back. */
export type CodeFault =
  | { fault: 'wrong' | 'expired' | 'used' | 'own' | 'too-many-tries' | 'already-linked' | 'same-chat' }
  /** Linked, the person would have two accounts on one platform: one of the two has another there. */
  | { fault: 'linked-elsewhere'; platform: string };

/** A code as it is typed: its keyed hash, and by whom, a keyed hash too. */
export interface TypedCode {
  hash: string;
  typist: string;
  at: number;
}

/** Tells a fault from a result. */
export const isCodeFault = (result: object): result is CodeFault => 'fault' in result;

/** A code for the account that asks; the one it had no longer counts. Returns when it expires. */
export async function offerCode(
  tx: Pick<Transaction, 'accountCodes'>,
  by: Acting,
  { hash, at }: Pick<TypedCode, 'hash' | 'at'>,
): Promise<{ expiresAt: number }> {
  const expiresAt = at + CODE_LIFE_MS;
  await tx.accountCodes.offer({ hash, identity: by.identity.id, expiresAt }, at);
  return { expiresAt };
}

/**
 * Somebody typed a code. It is theirs from now on: whoever read it over their shoulder comes too late. Nothing is
 * linked yet: the account it came from is told back, for the person to say whether it is theirs.
 */
export async function takeCode(
  tx: Pick<Transaction, 'accountCodes' | 'members'>,
  by: PersonRef,
  typed: TypedCode,
): Promise<{ account: Identity } | CodeFault> {
  const { hash, typist, at } = typed;
  if ((await tx.accountCodes.countTries(typist, at - CODE_LIFE_MS)) >= TRIES_MAX)
    return { fault: 'too-many-tries' };
  const code = await tx.accountCodes.find(hash);
  if (!code) {
    await tx.accountCodes.recordTry(typist, at);
    return { fault: 'wrong' };
  }
  const account = await usable(tx, code, by, typed);
  if (!isCodeFault(account)) await tx.accountCodes.take(hash, typist);
  return isCodeFault(account) ? account : { account };
}

/** A code that others may have read links nothing; it cannot be used any more. */
export async function spoilCode(
  tx: Pick<Transaction, 'accountCodes'>,
  { hash, at }: Pick<TypedCode, 'hash' | 'at'>,
): Promise<void> {
  await tx.accountCodes.expire(hash, at);
}

/**
 * The person said yes: the two accounts, with all that are linked to either, become one member. Votes become one by
 * the newest word. Settings are those of the account that showed the code; roles stay with the account that has them.
 * Every account but the one that says yes is told.
 */
export async function linkAccounts(
  tx: Transaction,
  by: Acting,
  { lang, ...typed }: TypedCode & { lang: Lang },
): Promise<{ account: Identity } | CodeFault> {
  const { hash, typist, at } = typed;
  const code = await tx.accountCodes.find(hash);
  if (code?.takenBy !== typist) return { fault: 'wrong' };
  const account = await usable(tx, code, by.identity, typed);
  if (isCodeFault(account)) return account;
  await tx.accountCodes.use(hash, at);

  const [from, to] = [by.identity.member, account.member];
  await tx.members.moveAccounts(from, to);
  await joinVotes(tx, { from, to, at });
  await tx.notices.handOver(from, to);
  await gatherNews(tx, to);
  await tx.members.removeMember(from);
  for (const { id, platform, realm, user } of await tx.members.identitiesOf(to)) {
    if (id === by.identity.id) continue;
    await tx.outbox.say({
      to: { platform, realm, user },
      lang,
      what: { kind: 'account', account: by.identity.id, linked: true },
      key: `linked:${hash}:${id}`,
    });
  }
  return { account };
}

/** The account a code came from, if it may be linked with this person's. */
async function usable(
  tx: Pick<Transaction, 'members'>,
  code: AccountCode,
  by: PersonRef,
  { typist, at }: TypedCode,
): Promise<Identity | CodeFault> {
  if (code.usedAt !== null || (code.takenBy ?? typist) !== typist) return { fault: 'used' };
  if (code.expiresAt <= at) return { fault: 'expired' };
  const account = await tx.members.byId(code.identity);
  if (!account) return { fault: 'wrong' };
  const own = await tx.members.find(by);
  if (own?.id === account.id) return { fault: 'own' };
  if (own?.member === account.member) return { fault: 'already-linked' };
  if (isSameRealm(by, account)) return { fault: 'same-chat' };
  const mine = own ? await tx.members.identitiesOf(own.member) : [by];
  const theirs = await tx.members.identitiesOf(account.member);
  const twice = theirs.find((one) => mine.some((other) => isSameRealm(one, other)));
  return twice ? { fault: 'linked-elsewhere', platform: twice.platform } : account;
}

/** A person has one account a realm: two of them would be two persons, or one voting twice. */
function isSameRealm(a: PersonRef, b: PersonRef): boolean {
  return a.platform === b.platform && a.realm === b.realm;
}
