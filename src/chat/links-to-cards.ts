import type { Destination } from '../delivery/saying.ts';
import type { Box } from './box.ts';
import { isChannel, type Posted } from './place.ts';

/**
 * Addresses of the cards of ideas, by number, for who reads in that place: of the card in the same channel, else in
 * another of the same realm. An idea without any is left out, and so is one whose address cannot be had now.
 */
export async function linksToCards(
  box: Pick<Box, 'reads' | 'adapters' | 'log'>,
  to: Destination,
  ideas: Iterable<number>,
): Promise<ReadonlyMap<number, string>> {
  const adapter = box.adapters.get(to.platform);
  const links = new Map<number, string>();
  const find = async (idea: number) => {
    const card = await nearestCard(box, to, idea);
    const link = card && (await adapter?.permalink?.(card));
    if (link) links.set(idea, link);
  };
  // Together: a platform that does not answer is waited for once.
  await Promise.all(
    Array.from(adapter?.permalink ? ideas : [], (idea) =>
      find(idea).catch((error: unknown) => {
        box.log.debug({ err: error, idea }, 'the link to a card could not be had');
      }),
    ),
  );
  return links;
}

async function nearestCard(
  { reads }: Pick<Box, 'reads'>,
  to: Destination,
  idea: number,
): Promise<Posted | null> {
  const cards = (await reads.postings.cardsOf(idea)).filter(
    ({ platform, realm, goneAt }) => platform === to.platform && realm === to.realm && goneAt === null,
  );
  const card = (isChannel(to) && cards.find(({ channel }) => channel === to.channel)) || cards[0];
  if (!card) return null;
  const { platform, realm, channel, message, team, thread } = card;
  return {
    ...{ platform, realm, channel, message },
    ...(team !== null && { team }),
    ...(thread !== null && { thread }),
  };
}
