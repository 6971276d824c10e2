import type { Box } from './box.ts';
import type { Posted } from './place.ts';

/** Two clocks differ by less once one was set by the other. A message is never older than what it is about. Milliseconds. */
const CLOCKS_MS = 2_000;

/**
 * A button was pressed under a message that our own bot posted and the box does not know: the platform's answer to its
 * send was lost, and nobody could look for it. A card that the press tells apart is known from here on, painted afresh,
 * and what was reacted under it is looked up. False: the message is about nothing that we know; it is older than the idea
 * of that number, of a database before this one.
 */
export async function recogniseCard(
  box: Box,
  { on, postedAt }: { on: Posted; postedAt: number },
  value: string,
): Promise<boolean> {
  const number = Number(/#(\d{1,9})$/.exec(value)?.[1] ?? Number.NaN);
  if (Number.isNaN(number)) return true;
  const idea = await box.reads.ideas.forLab(number);
  const latest = postedAt + CLOCKS_MS;
  if (idea && idea.createdAt > latest) return false;
  // Cards stand in the channel itself.
  if (on.thread !== undefined) return true;
  const what = await box.unitOfWork.run(({ delivery }) =>
    delivery.recognise(on, number, { now: box.clock.now(), triedBy: latest }),
  );
  if (!what) return true;
  const { platform, realm } = on;
  box.log.info({ platform, realm, idea: number }, 'a card that was given up stands: it is known by a press');
  box.sends.settled(on);
  box.cards.sent(what, on);
  box.lookAgain(on);
  return true;
}
