import type { ElderLink, Links } from '../../duplicates/links.ts';
import { NAMED_DUPLICATES } from '../../duplicates/links.ts';
import { list } from '../../i18n/format.ts';
import type { Speak } from '../../i18n/speak.ts';
import type { IdeaView } from '../../ideas/idea-lists.ts';
import { excerpt } from '../../text.ts';
import type { Block, Button } from '../message.ts';

/** Code points of an elder's title on its duplicate's card: one line, near enough. */
const ELDER_TITLE = 90;

/** "Double de #41 · Ouvrir l'atelier le soir", "Doubles : #42, #57"; nothing where an idea has no links. */
export function linkBlocks(speaking: Speak, idea: IdeaView): Block[] {
  const lines = [
    ...(idea.elder ? [elderLine(speaking, idea, idea.elder)] : []),
    ...(idea.duplicates.count > 0 ? [duplicatesLine(speaking, idea.duplicates)] : []),
  ];
  return lines.map((line) => ({ kind: 'text', text: [line] }));
}

function elderLine({ t }: Speak, idea: IdeaView, { number, title, lab, labName }: ElderLink): string {
  if (title !== '') return t('duplicate.of', { number, title: excerpt(title, ELDER_TITLE) });
  return lab === idea.lab
    ? t('duplicate.ofUntitled', { number })
    : t('duplicate.ofElsewhere', { number, lab: labName });
}

function duplicatesLine(speaking: Speak, { first, count }: Links['duplicates']): string {
  return speaking.t('duplicate.has', { numbers: numbersOf(speaking, first, count), count });
}

/** "#42, #57, #60 et 4 autres": the first few numbers; `count` is how many there are. */
export function numbersOf({ t, lang }: Speak, numbers: readonly number[], count = numbers.length): string {
  const first = numbers.slice(0, NAMED_DUPLICATES).map((number) => `#${number}`);
  const others = count - first.length;
  return list(lang, others > 0 ? [...first, t('duplicate.others', { count: others })] : first);
}

/** To the elder, whose votes and answer are the ones that matter more. */
export function seeElder({ t }: Speak, idea: IdeaView): Button[] {
  if (!idea.elder) return [];
  const { number } = idea.elder;
  return [{ action: 'more', value: `#${number}`, label: t('duplicate.see', { number }) }];
}

/** Undoes a link. */
export function separateButton({ t }: Speak, number: number, elder: number): Button {
  return {
    action: 'separate',
    value: `#${number}`,
    label: t('duplicate.separate'),
    says: t('duplicate.separateSays', { number, elder }),
  };
}
