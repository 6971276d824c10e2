import type { Answer, ArrivalOf } from './arrival.ts';
import { answer } from './forms/answer.ts';
import { type FormStep, readStep } from './forms/form-step.ts';
import { newIdea } from './forms/new-idea.ts';
import { complete, edit } from './forms/own-text.ts';
import { similar } from './forms/similar.ts';
import { privately, typed } from './messages/said.ts';
import { keepToResume } from './resuming.ts';
import type { Turn } from './turn.ts';

/** Every step of every form, by name. */
const STEPS: ReadonlyMap<string, FormStep> = new Map(
  [newIdea, similar, answer, complete, edit].map((step) => [step.name, step]),
);

/**
 * Answers a submit. A form that stayed open too long comes again, filled and with a fresh nonce; where a form
 * cannot be shown in answer to one, the text waits in a draft with a private "Reprendre".
 */
export async function submit(turn: Turn, arrival: ArrivalOf<'submit'>): Promise<Answer> {
  const step = STEPS.get(readStep(arrival.form.step).name);
  if (!step) return oldForm(turn, arrival);
  if (!arrival.form.expired) return step.submit(turn, arrival);
  return (await submitAgain(turn, arrival, turn.speak.t('form.expired'))) ?? oldForm(turn, arrival);
}

/** The same form again with what was typed, or its text in a draft; null where neither makes sense. */
export async function submitAgain(
  turn: Turn,
  arrival: ArrivalOf<'submit'>,
  intro: string,
): Promise<Answer | null> {
  const step = STEPS.get(readStep(arrival.form.step).name);
  if (!step) return null;
  if (turn.can.forms === 'steps') {
    const form = await step.again(turn, arrival, intro);
    return form && { kind: 'form', form };
  }
  return step === newIdea ? oldForm(turn, arrival) : null;
}

/** A step this version does not know, or one that makes no sense any more: what was typed is kept. */
async function oldForm(turn: Turn, { values }: ArrivalOf<'submit'>): Promise<Answer> {
  const title = values['title'] ?? '';
  const body = values['body'] ?? values['text'] ?? values['answer'] ?? '';
  if (title !== '' || body !== '') return keepToResume(turn, { title, body, lab: null });
  return privately(turn, turn.speak.runs('error.oldButton', { command: typed(turn, 'aide') }));
}
