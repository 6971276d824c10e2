import type { Entry } from '../../digest/digest-store.ts';
import type { DigestView } from '../../digest/read-digest.ts';
import { signed } from '../../i18n/format.ts';
import type { Speak } from '../../i18n/speak.ts';
import { isTextShown } from '../../ideas/idea.ts';
import type { IdeaView } from '../../ideas/idea-lists.ts';
import { excerpt } from '../../text.ts';
import type { Block, Inline } from '../message.ts';
import { voteButtons } from './idea-card.ts';
import { statusName } from './said.ts';

/** Code points of a title: one line on a phone, near enough. */
const TITLE = 90;
/** Code points of an official answer: two or three lines. */
const ANSWER = 160;

/** Some lines under their title; nothing without lines. */
export function titled(title: string, lines: readonly Block[]): Block[] {
  return lines.length === 0 ? [] : [{ kind: 'text', text: [{ kind: 'strong', text: title }] }, ...lines];
}

export const text = (line: string): Block => ({ kind: 'text', text: [line] });

/** "#2230 Un badge unique pour les sites : retenue. « … »" */
export function answeredLine(speaking: Speak, view: DigestView, { idea: number, status }: Entry): Block {
  const { t, runs } = speaking;
  const idea = view.ideas.get(number);
  if (!idea || !isTextShown(idea)) return text(t('digest.gone', { number }));
  const said = { ...lineOf(view, idea), status: statusName(speaking, status) };
  return {
    kind: 'text',
    text:
      idea.answer === null
        ? runs('digest.answered', said)
        : runs('digest.answeredWith', { ...said, text: excerpt(idea.answer, ANSWER) }),
  };
}

/** "1️⃣ #2256 Prêter les outils du labo · +12 · à l'étude [ 👍 Pour ]" */
export function numberedLine(speaking: Speak, view: DigestView, entry: Entry, pressable: boolean): Block {
  const { t, runs, lang } = speaking;
  const { idea: number, status } = entry;
  const digit = `${entry.position}\uFE0F\u20E3`;
  const idea = view.ideas.get(number);
  if (!idea || !isTextShown(idea)) return text(t('digest.goneLine', { digit, number }));
  const said = { digit, ...lineOf(view, idea) };
  const gain = signed(lang, entry.gained);
  const line =
    entry.section === 'discover'
      ? runs('digest.discoverLine', said)
      : status === 'new'
        ? runs('digest.topLine', { ...said, gain })
        : runs('digest.topLineStatus', { ...said, gain, status: statusName(speaking, status) });
  return { kind: 'text', text: line, ...(pressable && voteFor(speaking, idea)) };
}

/** "#2256 Prêter les outils du labo · +3 [ 👍 Pour ]": one of the rest, which has no number to vote by. */
export function furtherLine(speaking: Speak, view: DigestView, { idea: number, gained }: Entry): Block {
  const { t, runs, lang } = speaking;
  const idea = view.ideas.get(number);
  if (!idea || !isTextShown(idea)) return text(t('digest.gone', { number }));
  const line = runs('digest.furtherLine', { ...lineOf(view, idea), gain: signed(lang, gained) });
  return { kind: 'text', text: line, ...voteFor(speaking, idea) };
}

/** The number leads to the card, where it has an address here. */
function lineOf({ cards }: DigestView, { number, title }: IdeaView): { idea: Inline; title: string } {
  const name = `#${number}`;
  const url = cards?.get(number);
  return {
    idea: url === undefined ? name : { kind: 'link', url, text: name },
    title: excerpt(title, TITLE),
  };
}

function voteFor(speaking: Speak, idea: IdeaView) {
  const [inFavour] = voteButtons(speaking, idea);
  return inFavour && { button: inFavour };
}
