import type { Answer, ArrivalOf } from '../arrival.ts';
import { startFiling } from '../dialogue.ts';
import { waitingQuestion } from '../draft-keeper.ts';
import { openNewIdea } from '../forms/new-idea.ts';
import { usageOf } from '../grammar/help.ts';
import { parse } from '../grammar/parse.ts';
import type { Inline } from '../message.ts';
import { privately, typed } from '../messages/said.ts';
import { meantMessage, proposeByWords } from '../proposing/by-words.ts';
import { splitTitle } from '../split-title.ts';
import type { Turn } from '../turn.ts';
import { COMMANDS } from './index.ts';
import { mistyped, misused } from './mistyped.ts';
import { COMMAND_MAX, excessOf } from './too-long.ts';

/** Answers `/idee …`: a command, or else the text of an idea, which opens the form. */
export async function command(turn: Turn, arrival: ArrivalOf<'command'>): Promise<Answer> {
  const excess = excessOf(arrival.text);
  if (excess > 0) return privately(turn, turn.speak.t('error.tooLong', { max: COMMAND_MAX, count: excess }));
  const meant = meantMessage(turn.box.adapters.get(turn.by.platform), arrival);
  if (meant) return proposeByWords(turn, meant, arrival);
  // Where there are forms and buttons, questions are asked by them.
  const waiting = (turn.can.forms === 'none' || !turn.can.buttons) && (await isAsked(turn));
  const parsed = parse(COMMANDS, arrival.text, { waiting });
  switch (parsed.kind) {
    case 'command':
      return parsed.command.run(turn, parsed.args);
    case 'misused':
      return misused(turn, parsed.command);
    case 'mistyped':
      return mistyped(turn, COMMANDS, parsed);
    case 'empty':
      return file(turn, '');
    case 'idea':
      return file(turn, parsed.text);
    case 'near':
      return file(
        turn,
        parsed.text,
        turn.speak.runs('form.near', { command: typed(turn, usageOf(parsed.command, turn.speak.lang)) }),
      );
  }
}

/** The form, filled with what was typed; without forms, the conversation that leads to the same. */
async function file(turn: Turn, text: string, intro?: readonly Inline[]): Promise<Answer> {
  if (turn.can.forms !== 'none') return openNewIdea(turn, { ...splitTitle(text), ...(intro && { intro }) });
  return startFiling(turn, text, intro);
}

async function isAsked(turn: Turn): Promise<boolean> {
  const { box } = turn;
  return (await waitingQuestion(box, { drafts: box.reads.drafts }, turn.by)) !== null;
}
