import { type Decided, decide } from '../decisions/decide.ts';
import { UNDO_MS } from '../decisions/decision.ts';
import type { Status } from '../ideas/status.ts';
import type { Acting } from '../members/acting.ts';
import { isRefusal, type Refusal } from '../refusal.ts';
import type { Transaction } from '../unit-of-work.ts';
import { type Repeated, type Turn, writing } from './turn.ts';

/** A decision from any entrance (form, command), with what a card that cannot be repainted makes necessary. */
export function deciding(
  turn: Turn,
  order: { number: number; to: Status; answer: string; seen?: Status | undefined },
  nonce?: string,
): Promise<Decided | Refusal | Repeated> {
  return writing(turn, (tx, by) => decidingIn(turn, tx, by, order), nonce);
}

/** The same in a transaction that writes more. */
export async function decidingIn(
  turn: Turn,
  tx: Transaction,
  by: Acting,
  order: { number: number; to: Status; answer: string; seen?: Status | undefined },
): Promise<Decided | Refusal> {
  const decided = await decide(tx, by, { ...order, at: turn.box.clock.now() });
  if (!isRefusal(decided)) await sayWhereCardsStay(turn, tx, decided);
  return decided;
}

/** Where an adapter has no `update`, a change of status is a new message, as late as the other notices. */
async function sayWhereCardsStay(turn: Turn, tx: Transaction, { lab, decision }: Decided): Promise<void> {
  for (const card of await tx.postings.cardsOf(decision.idea)) {
    const adapter = turn.box.adapters.get(card.platform);
    if (card.goneAt !== null || !adapter || adapter.update || decision.from === decision.to) continue;
    const { platform, realm, channel } = card;
    await tx.outbox.say({
      to: { platform, realm, channel, ...(card.team !== null && { team: card.team }) },
      lang: lab.language,
      what: { kind: 'status', idea: decision.idea, decision: decision.id },
      key: `status:${decision.id}:${card.id}`,
      notBefore: decision.at + UNDO_MS,
    });
  }
}
