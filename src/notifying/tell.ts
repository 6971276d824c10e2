import { UNDO_MS } from '../decisions/decision.ts';
import type { Told } from '../delivery/saying.ts';
import type { Lang } from '../i18n/lang.ts';
import type { Identity } from '../members/member.ts';
import type { Transaction } from '../unit-of-work.ts';

/** That an idea somebody cares about was decided. */
export interface Notice extends Told {
  to: Identity;
  /** Of the lab that decided, for a person who has no language of their own. */
  lang: Lang;
  /** Instant of the decision. */
  at: number;
}

/** Tells somebody in the way they chose. False when they want to be told nothing. */
export async function tell(
  tx: Pick<Transaction, 'members' | 'notices' | 'outbox'>,
  notice: Notice,
): Promise<boolean> {
  const { to, decision, as } = notice;
  const member = await tx.members.member(to.member);
  switch (member?.notices) {
    case 'never':
      return false;
    case 'daily':
      await tx.notices.keep(to.member, { identity: to.id, decision, as });
      return true;
    default:
      await sayAtOnce(tx, notice);
      return true;
  }
}

/** "At once" is when the decision can no longer be undone. */
export async function sayAtOnce(
  tx: Pick<Transaction, 'outbox'>,
  { to, lang, decision, as, at }: Notice,
): Promise<void> {
  await tx.outbox.say({
    to: { platform: to.platform, realm: to.realm, user: to.user },
    lang,
    what: { kind: 'decision', decision, as },
    key: `decision:${decision}:${to.id}`,
    notBefore: at + UNDO_MS,
  });
}
