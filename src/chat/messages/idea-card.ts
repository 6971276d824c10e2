import { number } from '../../i18n/format.ts';
import type { Speak } from '../../i18n/speak.ts';
import { isTextShown } from '../../ideas/idea.ts';
import type { IdeaView } from '../../ideas/idea-lists.ts';
import { isVotable } from '../../ideas/status.ts';
import { excerpt, lengthOf } from '../../text.ts';
import type { Block, Button, Message } from '../message.ts';
import { linkBlocks } from './links.ts';
import { dayOf, statusName } from './said.ts';

/** Code points of body shown on a card: some three lines; the rest under "En savoir plus". */
const CARD_BODY = 280;
/** Code points of an official answer shown on a card. */
const CARD_ANSWER = 400;

/**
 * The card of an idea in a channel of its lab: what, how many, what happens next, in two seconds. It is
 * repainted when a vote, status or text changes.
 */
export function ideaCard(speaking: Speak, idea: IdeaView, now: number): Message {
  const { t } = speaking;
  const shown = isTextShown(idea);
  const title = shown ? idea.title : statusName(speaking, idea.status);
  const blocks: Block[] = [{ kind: 'heading', text: [t('idea.cardTitle', { number: idea.number, title })] }];
  if (!shown) {
    blocks.push(
      { kind: 'text', text: [t(idea.hiddenAt === null ? 'idea.withdrawnText' : 'idea.hiddenText')] },
      ...linkBlocks(speaking, idea),
      { kind: 'context', text: [tallies(speaking, idea)] },
    );
    return { lang: speaking.lang, summary: summaryOf(speaking, idea, title), blocks };
  }
  if (idea.body !== '') {
    const more = lengthOf(idea.body) > CARD_BODY ? [` ${t('idea.readMore')}`] : [];
    blocks.push({ kind: 'text', text: [excerpt(idea.body, CARD_BODY), ...more] });
  }
  const answer = answerLine(speaking, idea, now);
  if (answer) blocks.push({ kind: 'text', text: [answer] });
  blocks.push(
    ...linkBlocks(speaking, idea),
    { kind: 'context', text: [contextLine(speaking, idea, now)] },
    { kind: 'text', text: [tallies(speaking, idea)] },
    { kind: 'buttons', buttons: cardButtons(speaking, idea) },
  );
  return { lang: speaking.lang, summary: summaryOf(speaking, idea, title), blocks };
}

/** The idea in full, for "En savoir plus" and `voir`: everything this reader may read. */
export function ideaPage(speaking: Speak, idea: IdeaView, now: number, own: readonly Button[]): Message {
  const { t } = speaking;
  const card = ideaCard(speaking, idea, now);
  if (!isTextShown(idea)) return card;
  const body: Block[] = idea.body === '' ? [] : [{ kind: 'text', text: [idea.body] }];
  const additions = idea.additions.map((addition): Block => {
    const ago = dayOf(speaking, idea.labZone, addition.at, now);
    return { kind: 'text', text: [t('idea.supplement', { ago, text: addition.text })] };
  });
  const answer = answerLine(speaking, idea, now, Number.POSITIVE_INFINITY);
  return {
    ...card,
    blocks: [
      ...card.blocks.slice(0, 1),
      ...body,
      ...additions,
      ...(answer ? [{ kind: 'text', text: [answer] } as const] : []),
      ...linkBlocks(speaking, idea),
      { kind: 'context', text: [contextLine(speaking, idea, now)] },
      { kind: 'text', text: [tallies(speaking, idea)] },
      { kind: 'buttons', buttons: [...voteButtons(speaking, idea), ...own] },
    ],
  };
}

/** "👍 12 pour   👎 2 contre" */
export function tallies({ t, lang }: Speak, idea: Pick<IdeaView, 'votesFor' | 'votesAgainst'>): string {
  const inFavour = t('vote.tallyFor', { votes: number(lang, idea.votesFor) });
  return `${inFavour}   ${t('vote.tallyAgainst', { votes: number(lang, idea.votesAgainst) })}`;
}

/** The two votes on one idea; none where votes are closed. */
export function voteButtons(
  { t }: Speak,
  idea: Pick<IdeaView, 'number' | 'status' | 'hiddenAt'>,
): readonly Button[] {
  if (!isVotable(idea.status) || idea.hiddenAt !== null) return [];
  const button = (value: 'for' | 'against'): Button => ({
    action: 'vote',
    value: `${value}#${idea.number}`,
    label: t(`vote.${value}Button`),
    says: t(`vote.${value}Says`, { number: idea.number }),
  });
  return [button('for'), button('against')];
}

function cardButtons(speaking: Speak, idea: IdeaView): Button[] {
  const { t } = speaking;
  const more = { action: 'more', value: `#${idea.number}`, label: t('idea.more') };
  return [...voteButtons(speaking, idea), { ...more, says: `${more.label}, #${idea.number}` }];
}

/** "Labo Bretagne · proposée par Anaïs L. · lundi 23 novembre · à l'étude" */
function contextLine(speaking: Speak, idea: IdeaView, now: number): string {
  const { t } = speaking;
  const day = (at: number) => dayOf(speaking, idea.labZone, at, now);
  const parts = [
    idea.labName,
    t('idea.by', { name: idea.authorName ?? t('person.erased') }),
    day(idea.createdAt),
    ...(idea.editedAt === null ? [] : [t('idea.edited', { ago: day(idea.editedAt) })]),
    statusName(speaking, idea.status),
  ];
  return parts.join(' · ');
}

/** The official answer; of a declined idea, why. */
function answerLine(speaking: Speak, idea: IdeaView, now: number, max = CARD_ANSWER): string | null {
  if (idea.answer === null || idea.answeredAt === null) return null;
  const text = excerpt(idea.answer, max);
  if (idea.status === 'declined') return speaking.t('idea.declinedBecause', { text });
  return speaking.t('idea.answer', { ago: dayOf(speaking, idea.labZone, idea.answeredAt, now), text });
}

function summaryOf({ t }: Speak, idea: IdeaView, title: string): string {
  return t('idea.summary', { number: idea.number, lab: idea.labName, title });
}
