import type { Lab, LabChannel } from '../labs/lab.ts';
import { placeOf } from '../labs/place-of.ts';
import type { Transaction } from '../unit-of-work.ts';

/** Asks for the card of an idea to be said in a channel of its lab; once, however often it is asked. */
export async function sayCard(
  tx: Pick<Transaction, 'outbox'>,
  idea: number,
  { language }: Pick<Lab, 'language'>,
  channel: LabChannel,
): Promise<void> {
  await tx.outbox.say({
    to: placeOf(channel),
    lang: language,
    what: { kind: 'card', idea },
    key: `card:${idea}:${channel.id}`,
  });
}
