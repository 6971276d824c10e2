import type { Answer, ArrivalOf } from './arrival.ts';
import { draftIdOf } from './draft-keeper.ts';
import { stepNamed } from './forms/steps.ts';
import { privately, typed } from './messages/said.ts';
import { cameTo } from './publish.ts';
import { keepToResume } from './resuming.ts';
import { outcomeOf, type Turn } from './turn.ts';

/**
 * Answers a submit. A form that stayed open too long comes again, filled and with a fresh nonce; where a form
 * cannot be shown in answer to one, the text waits in a draft with a private "Reprendre".
 */
export async function submit(turn: Turn, arrival: ArrivalOf<'submit'>): Promise<Answer> {
  const { form } = arrival;
  const step = stepNamed(form.step);
  if (!step) return oldForm(turn, arrival);
  if (!form.expired) return step.submit(turn, arrival);
  // It may have been sent in time before, and its answer lost.
  const earlier = await outcomeOf(turn, draftIdOf(form));
  if (earlier) return cameTo(turn, earlier);
  if (turn.can.forms !== 'steps') return keepToResume(turn, arrival);
  const again = await step.again(turn, arrival, turn.speak.t('form.expired'));
  // A step that makes no sense any more says itself why.
  return again ? { kind: 'form', form: again } : step.submit(turn, arrival);
}

/**
 * After a failure of ours: the form as it was, so that nothing typed is lost. It keeps its nonce, for what
 * failed may have been done. Null: there is no field to say it on.
 */
export async function submitFailed(
  turn: Turn | null,
  { form, values }: ArrivalOf<'submit'>,
  sorry: string,
): Promise<Answer | null> {
  if (turn?.can.forms === 'steps') {
    const again = await stepNamed(form.step)?.again(turn, { form, values }, sorry);
    if (again) return { kind: 'form', form: { ...again, state: { ...again.state, nonce: form.nonce } } };
  }
  const [field] = Object.keys(values);
  return field === undefined ? null : { kind: 'invalid', fields: { [field]: sorry } };
}

/** A step this version does not know: what was typed is kept. */
async function oldForm(turn: Turn, { form, values }: ArrivalOf<'submit'>): Promise<Answer> {
  const title = values.title ?? '';
  const body = values.body ?? values.text ?? values.answer ?? '';
  if (title === '' && body === '') {
    return privately(turn, turn.speak.runs('error.oldButton', { command: typed(turn, 'aide') }));
  }
  return keepToResume(turn, { form: { ...form, step: 'idea', draft: null }, values: { title, body } });
}
