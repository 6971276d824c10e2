import { ANSWER_MAX } from '../../decisions/decision.ts';
import type { IdeaView } from '../../ideas/idea-lists.ts';
import { movesFrom, STATUSES, type Status } from '../../ideas/status.ts';
import { mayDecide } from '../../members/permissions.ts';
import { isRefusal, refuse } from '../../refusal.ts';
import { excerpt } from '../../text.ts';
import type { Answer } from '../arrival.ts';
import { deciding } from '../deciding.ts';
import type { Form } from '../form.ts';
import { plain } from '../message.ts';
import { decidedMessage } from '../messages/decided.ts';
import { refusalText, refused } from '../messages/refusal.ts';
import { privately, statusName } from '../messages/said.ts';
import { isRepeated, NOTHING, type Turn } from '../turn.ts';
import { type FormStep, freshState, readStep } from './form-step.ts';

/** Opens the facilitator's form about an idea, filled where something is known. */
export async function openAnswer(
  turn: Turn,
  number: number,
  filled: { status?: Status | undefined; text?: string | undefined } = {},
): Promise<Answer> {
  const idea = await turn.box.reads.ideas.one(turn.reader, number);
  if (!idea) return refused(turn, refuse('unknown-idea', { number }), filled.text);
  if (!mayDecide(turn.reader, idea.lab)) {
    return refused(turn, refuse('facilitators-only', { lab: idea.lab, of: 'decision' }), filled.text);
  }
  // What is withdrawn or merged leaves nothing to choose.
  const [first] = movesFrom(idea.status);
  if (!first) {
    const refusal = refuse('no-such-move', { number, from: idea.status, to: filled.status ?? 'accepted' });
    return refused(turn, refusal, filled.text);
  }
  const { status } = filled;
  if (status === undefined || movesFrom(idea.status).includes(status)) {
    return { kind: 'form', form: answerForm(turn, idea, filled) };
  }
  const refusal = refuse('no-such-move', { number, from: idea.status, to: status });
  return {
    kind: 'form',
    form: answerForm(turn, idea, { ...filled, intro: plain(await refusalText(turn, refusal)) }),
  };
}

function answerForm(
  turn: Turn,
  idea: IdeaView,
  filled: { status?: Status | undefined; text?: string | undefined; intro?: string | undefined },
): Form {
  const { t, lang } = turn.speak;
  const moves = movesFrom(idea.status);
  const others = moves.filter((status) => status !== idea.status);
  const suggested = others.find((status) => isAfter(status, idea.status)) ?? others[0] ?? moves[0];
  const chosen = filled.status && moves.includes(filled.status) ? filled.status : suggested;
  return {
    lang,
    title: t('decision.title', { number: idea.number }),
    intro: [filled.intro ?? `#${idea.number} ${excerpt(idea.title, 140)}`],
    fields: [
      {
        kind: 'one-of',
        id: 'status',
        label: t('decision.statusLabel'),
        options: moves.map((status) => ({ value: status, label: statusName(turn.speak, status) })),
        ...(chosen && { value: chosen }),
      },
      {
        kind: 'area',
        id: 'answer',
        label: t('decision.answerLabel'),
        help: t('decision.answerHelp'),
        max: ANSWER_MAX,
        optional: true,
        ...(filled.text !== undefined && { value: filled.text }),
      },
    ],
    submit: t('decision.submit'),
    state: freshState(turn, `answer#${idea.number}#${idea.status}`),
  };
}

/** The answer to a form that was sent before, whatever it says this time: what was decided. */
async function asItStands(turn: Turn, number: number): Promise<Answer> {
  const idea = await turn.box.reads.ideas.one(turn.reader, number);
  if (!idea) return NOTHING;
  return privately(
    turn,
    turn.speak.t('decision.done', { number, status: statusName(turn.speak, idea.status) }),
  );
}

/** Later in an idea's life, which is the order of the statuses. */
const isAfter = (one: Status, other: Status) => STATUSES.indexOf(one) > STATUSES.indexOf(other);

/** The facilitator's decision: its errors stand on their field, the form stays open with everything typed. */
export const answer: FormStep = {
  name: 'answer',

  async submit(turn, arrival) {
    const { form, values } = arrival;
    const step = readStep(form.step);
    const { number } = step;
    const seen = STATUSES.find((status) => status === step.seen);
    const to = STATUSES.find((status) => status === values.status);
    if (!to) return { kind: 'invalid', fields: { status: turn.speak.t('decision.statusMissing') } };
    const result = await deciding(turn, { number, to, seen, answer: values.answer ?? '' }, form.nonce);
    if (isRepeated(result)) return asItStands(turn, number);
    if (!isRefusal(result)) return { kind: 'private', message: decidedMessage(turn, result) };
    const text = plain(await refusalText(turn, result));
    if (result.why === 'changed-meanwhile') {
      const again = await answer.again(turn, arrival, text);
      if (again) return { kind: 'form', form: again };
    }
    // Whatever was refused, the form stays open: what was typed is not lost.
    const onAnswer = result.why === 'reason-missing' || result.why === 'text';
    return { kind: 'invalid', fields: { [onAnswer ? 'answer' : 'status']: text } };
  },

  async again(turn, { form, values }, intro) {
    const idea = await turn.box.reads.ideas.one(turn.reader, readStep(form.step).number);
    const status = STATUSES.find((one) => one === values.status);
    return idea && mayDecide(turn.reader, idea.lab) && movesFrom(idea.status).length > 0
      ? answerForm(turn, idea, { status, text: values.answer, intro })
      : null;
  },
};
