import type { LabChannel } from '../labs/lab.ts';
import type { Answer } from './arrival.ts';
import type { Box } from './box.ts';
import type { Block, Button, Inline, Message } from './message.ts';
import { paragraph } from './messages/said.ts';
import type { Channel, Posted } from './place.ts';
import { NOTHING, type Turn } from './turn.ts';

/**
 * "Merci. Votre idée porte le numéro #2256 et s'affiche dans ~labo-bretagne." with what the author may do; later the
 * same with the link to the card, once that is out.
 */
export async function thanks(turn: Turn, number: number): Promise<Answer> {
  const { reads } = turn.box;
  const idea = await reads.ideas.forLab(number);
  if (!idea) return NOTHING;
  const bound = (await reads.labs.channels(idea.lab)).filter(({ lostAt }) => lostAt === null);
  const channel = nearest(turn, bound);
  const sentence = channel
    ? turn.speak.runs('idea.recorded', { number, where: namedChannel(channel) })
    : [turn.speak.t('idea.recordedNowhere', { number, lab: idea.labName })];
  const message = thanksMessage(turn, number, sentence, null);
  if (!channel || !turn.box.adapters.get(channel.platform)?.permalink) return { kind: 'private', message };
  return {
    kind: 'private',
    message,
    later: async (shown = 'instead') => {
      const link = await linkToCard(turn.box, number, placeOf(channel));
      if (link === null) return null;
      return shown === 'after'
        ? paragraph(turn.speak, [cardLink(turn, link)])
        : thanksMessage(turn, number, sentence, link);
    },
  };
}

function thanksMessage(
  turn: Turn,
  number: number,
  sentence: readonly Inline[],
  link: string | null,
): Message {
  const { t } = turn.speak;
  // Where nobody can be told anything alone, no answer will come privately: the channel's messages tell it.
  const promise = turn.can.private ? [' ', t('idea.answerComesHere')] : [];
  const card: Block[] = link === null ? [] : [{ kind: 'text', text: [cardLink(turn, link)] }];
  return paragraph(turn.speak, [...sentence, ...promise], ...card, {
    kind: 'buttons',
    buttons: ownButtons(turn, number),
  });
}

const cardLink = (turn: Turn, url: string): Inline => ({
  kind: 'link',
  url,
  text: turn.speak.t('idea.seeCard'),
});

/** Waits for the card to be out, if it is not. Null when it has no address, or too many wait. */
async function linkToCard(box: Box, number: number, channel: Channel): Promise<string | null> {
  try {
    const posted = await box.cards.card(number, channel, () => standingCard(box, number, channel));
    const adapter = box.adapters.get(channel.platform);
    return (posted && (await adapter?.permalink?.(posted))) || null;
  } catch (error) {
    // The thanks stand without it.
    box.log.debug({ err: error, idea: number }, 'the link to a card could not be had');
    return null;
  }
}

async function standingCard({ reads }: Box, number: number, channel: Channel): Promise<Posted | null> {
  const cards = await reads.postings.cardsOf(number);
  const card = cards.find(
    (one) =>
      one.platform === channel.platform && one.realm === channel.realm && one.channel === channel.channel,
  );
  return card ? { ...channel, message: card.message } : null;
}

/** What an author may do with an idea of theirs. */
function ownButtons({ speak: { t } }: Turn, number: number): Button[] {
  return [
    { action: 'complete', value: `#${number}`, label: t('idea.complete') },
    { action: 'withdraw', value: `#${number}`, label: t('idea.withdraw') },
  ];
}

function namedChannel({ platform, realm, channel, name }: LabChannel): Extract<Inline, { kind: 'channel' }> {
  return { kind: 'channel', channel: { platform, realm, channel }, name };
}

function placeOf({ platform, realm, channel, team }: LabChannel): Channel {
  return { platform, realm, channel, ...(team !== null && { team }) };
}

/** The channel a person can most likely open: the one they are in, else one of their own platform. */
function nearest(turn: Turn, channels: readonly LabChannel[]): LabChannel | undefined {
  const near = channels.filter(
    ({ platform, realm }) => platform === turn.by.platform && realm === turn.by.realm,
  );
  return near.find(({ channel }) => channel === turn.where?.channel) ?? near[0] ?? channels[0];
}
