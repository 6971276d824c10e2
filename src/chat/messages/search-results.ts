import type { FoundIdea } from '../../search/idea-search.ts';
import { excerpt } from '../../text.ts';
import type { Block, Inline, Message } from '../message.ts';
import type { Turn } from '../turn.ts';
import { inWords } from './idea-list.ts';
import { paragraph, typed } from './said.ts';

/** Code points of a query that are said again: it is recognised by less than a line. */
const QUOTED = 60;

/** What was found, each with its place in the text and a button that shows the whole; `more`: there are others. */
export function foundMessage(turn: Turn, query: string, found: readonly FoundIdea[], more: boolean): Message {
  const { t, lang } = turn.speak;
  const title = t('search.title', { query: excerpt(query, QUOTED) });
  return {
    lang,
    summary: title,
    blocks: [
      { kind: 'heading', text: [title] },
      ...found.map((idea) => foundBlock(turn, idea, isLabSaid(turn, found))),
      ...(more ? [{ kind: 'context', text: [t('search.more')] } as const] : []),
      ...howToRead(turn, found),
    ],
  };
}

/**
 * Nothing was found: what to try, and how to file what is not there yet. `filed` is the text by which the same words
 * would be filed, '' where they cannot be; null for somebody who does not file.
 */
export function nothingFoundMessage(turn: Turn, query: string, filed: string | null): Message {
  const { speak } = turn;
  const text = speak.runs('search.nothing', {
    query: excerpt(query, QUOTED),
    command: typed(turn, 'top'),
  });
  if (filed === null) return paragraph(speak, text);
  // Not a command of the box: "pour" stays "pour" for those who read English.
  const command = typed({ commandWord: turn.commandWord }, filed);
  return paragraph(speak, text, { kind: 'text', text: speak.runs('search.file', { command }) });
}

/** "#2256 Prêter les outils · 12 pour, 0 contre · nouvelle", and under it "…une clé par soir suffit…" */
function foundBlock(turn: Turn, idea: FoundIdea, withLab: boolean): Block {
  const { t, runs } = turn.speak;
  const { title, ...words } = inWords(turn.speak, idea);
  const line: Inline[] = runs('idea.line', { ...words, title: { kind: 'strong', text: title } as const });
  if (withLab) line.push(` · ${idea.labName}`);
  if (idea.snippet !== '') line.push(`\n${idea.snippet}`);
  const label = t('idea.more');
  const value = `#${idea.number}`;
  return { kind: 'text', text: line, button: { action: 'more', value, label, says: `${label}, ${value}` } };
}

/** Labs are named unless all that was found is of one lab, and of the one where the person is. */
function isLabSaid({ reader: { here } }: Turn, found: readonly FoundIdea[]): boolean {
  return new Set([...found.map(({ lab }) => lab), ...(here === null ? [] : [here])]).size > 1;
}

/** Where nothing can be pressed. */
function howToRead(turn: Turn, [first]: readonly FoundIdea[]): Block[] {
  if (turn.can.buttons || !first) return [];
  const command = typed(turn, `voir #${first.number}`);
  return [{ kind: 'context', text: turn.speak.runs('search.typeToRead', { command }) }];
}
