import { en } from '../../i18n/en/index.ts';
import { fr } from '../../i18n/fr/index.ts';
import { DECIDABLE, type Status } from '../../ideas/status.ts';
import { isRefusal } from '../../refusal.ts';
import type { Answer } from '../arrival.ts';
import { deciding } from '../deciding.ts';
import { openAnswer } from '../forms/answer.ts';
import { arg } from '../grammar/args.ts';
import { command } from '../grammar/command.ts';
import { decidedMessage } from '../messages/decided.ts';
import { refused } from '../messages/refusal.ts';
import { privately } from '../messages/said.ts';
import { isRepeated, NOTHING, type Turn } from '../turn.ts';
import { undoing } from '../undoing.ts';

/** Statuses as people say them, in both languages: the very words the cards show. */
const STATUS_NAMES = DECIDABLE.map((value: Status) => ({
  value,
  names: [value, fr.idea[`status-${value}`], en.idea[`status-${value}`]],
}));

/** The facilitator's answer: a form where there are forms, filled with what was typed; else at once. */
export const answer = command({
  word: 'repondre',
  names: { fr: ['répondre'], en: ['answer', 'reply'] },
  args: {
    idea: arg.idea(),
    status: arg.status(STATUS_NAMES, { optional: true }),
    text: arg.text({ optional: true }),
  },
  who: 'facilitator',
  help: 'help.repondre',
  example: 'repondre #2256 retenue Le service des accès la met en test.',
  exampleInEnglish: 'answer #2256 accepted The access team is trying it out.',
  form: true,
  async run(turn: Turn, { idea, status, text }): Promise<Answer> {
    if (turn.can.forms !== 'none') return openAnswer(turn, idea, { status, text });
    if (status === undefined) return privately(turn, turn.speak.t('decision.statusMissing'));
    const result = await deciding(turn, { number: idea, to: status, answer: text ?? '' });
    if (isRepeated(result)) return NOTHING;
    if (isRefusal(result)) return refused(turn, result, text);
    return { kind: 'private', message: decidedMessage(turn, result) };
  },
});

export const undo = command({
  word: 'annuler',
  names: { fr: ['annuler'], en: ['undo'] },
  args: { idea: arg.idea({ optional: true }) },
  who: 'facilitator',
  help: 'help.annuler',
  example: 'annuler #2256',
  run: (turn: Turn, { idea }) => undoing(turn, idea ?? null),
});
