import type { Box } from './box.ts';
import type { Posted } from './place.ts';

/**
 * A button was pressed under a message that our own bot posted and the box does not know: the platform's answer to its
 * send was lost, and nobody could look for it. A card that the press tells apart is known from here on, painted afresh,
 * and what was reacted under it is looked up.
 */
export async function recogniseCard(box: Box, on: Posted, value: string): Promise<void> {
  const idea = Number(/#(\d{1,9})$/.exec(value)?.[1] ?? Number.NaN);
  // Cards stand in the channel itself.
  if (Number.isNaN(idea) || on.thread !== undefined) return;
  const what = await box.unitOfWork.run(({ delivery }) => delivery.recognise(on, idea, box.clock.now()));
  if (!what) return;
  const { platform, realm } = on;
  box.log.info({ platform, realm, idea }, 'a card that was given up stands: it is known by a press');
  box.sends.settled(on);
  box.cards.sent(what, on);
  box.lookAgain(on);
}
