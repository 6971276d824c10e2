import { completeIdea } from '../../ideas/complete-idea.ts';
import { editIdea } from '../../ideas/edit-idea.ts';
import { isRefusal } from '../../refusal.ts';
import type { Answer } from '../arrival.ts';
import { openComplete, openEdit } from '../forms/own-text.ts';
import { arg } from '../grammar/args.ts';
import { command } from '../grammar/command.ts';
import { refused } from '../messages/refusal.ts';
import { privately } from '../messages/said.ts';
import { isRepeated, NOTHING, type Turn, writing } from '../turn.ts';
import { askToWithdraw } from '../withdrawing.ts';

/** What an author does with an idea of theirs. With a text the command acts; without, it opens the form. */

export const withdraw = command({
  word: 'retirer',
  names: { fr: ['retirer'], en: ['withdraw'] },
  args: { idea: arg.idea() },
  who: 'author',
  help: 'help.retirer',
  example: 'retirer #2256',
  run: (turn: Turn, { idea }) => askToWithdraw(turn, idea),
});

export const complete = command({
  word: 'completer',
  names: { fr: ['compléter'], en: ['complete', 'add to'] },
  args: { idea: arg.idea(), text: arg.text({ optional: true }) },
  who: 'author',
  help: 'help.completer',
  example: 'completer #2256 Aussi le samedi.',
  exampleInEnglish: 'complete #2256 On Saturdays too.',
  form: ({ text }) => text === undefined,
  async run(turn: Turn, { idea, text }): Promise<Answer> {
    if (text === undefined && turn.can.forms !== 'none') return openComplete(turn, idea);
    const addition = { number: idea, text: text ?? '', at: turn.box.clock.now() };
    const result = await writing(turn, (tx, by) => completeIdea(tx, by, addition));
    if (isRepeated(result)) return NOTHING;
    if (isRefusal(result)) return refused(turn, result, text);
    return privately(turn, turn.speak.t('idea.completed', { number: idea }));
  },
});

/** The first line is the title, the rest the body; a single line changes the title and keeps the body. */
export const edit = command({
  word: 'modifier',
  names: { fr: ['modifier'], en: ['edit'] },
  args: { idea: arg.idea(), text: arg.text({ optional: true }) },
  who: 'author',
  help: 'help.modifier',
  example: "modifier #2256 Prêter les outils de l'atelier",
  exampleInEnglish: 'edit #2256 Lend the tools of the workshop',
  form: ({ text }) => text === undefined,
  async run(turn: Turn, { idea, text }): Promise<Answer> {
    if (text === undefined && turn.can.forms !== 'none') return openEdit(turn, idea);
    const [title = '', ...rest] = (text ?? '').split('\n');
    const result = await writing(turn, async (tx, by) => {
      const body = rest.length > 0 ? rest.join('\n') : ((await tx.ideas.byNumber(idea))?.body ?? '');
      return editIdea(tx, by, { number: idea, title, body, at: turn.box.clock.now() });
    });
    if (isRepeated(result)) return NOTHING;
    if (isRefusal(result)) return refused(turn, result, text);
    return privately(turn, turn.speak.t('idea.modified', { number: idea }));
  },
});
