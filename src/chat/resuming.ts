import { refuse } from '../refusal.ts';
import type { Answer } from './arrival.ts';
import { draftIdOf, keepDraft, openDraft } from './draft-keeper.ts';
import type { FormState } from './form.ts';
import type { Sent } from './forms/form-step.ts';
import { stepNamed } from './forms/steps.ts';
import { refusalText } from './messages/refusal.ts';
import { privately, typed } from './messages/said.ts';
import type { Turn } from './turn.ts';

/** Keeps what a form brought and could not be taken, with a private button to take it up again; `why`, where it is known. */
export async function keepToResume(
  turn: Turn,
  { form, values }: { form: FormState; values: Sent['values'] },
  why: readonly string[] = [],
): Promise<Answer> {
  const { box } = turn;
  const content = { kind: 'form' as const, step: form.step, values };
  const id = draftIdOf(form);
  const draft = await box.unitOfWork.run((tx) => keepDraft(box, tx, turn.by, content, { id }));
  return privately(turn, [...why, turn.speak.t('form.kept')].join(' '), {
    kind: 'buttons',
    buttons: [{ action: 'resume', value: draft, label: turn.speak.t('form.resume'), style: 'primary' }],
  });
}

/** "Reprendre": the form again, filled from the draft. */
export async function openResumed(turn: Turn, draft: string): Promise<Answer> {
  const content = await turn.box.unitOfWork.run((tx) => openDraft(turn.box, tx, turn.by, draft));
  if (content?.kind !== 'form') {
    return privately(turn, turn.speak.runs('form.gone', { command: typed(turn, '') }));
  }
  const { step, values } = content;
  const form = await stepNamed(step)?.again(turn, { form: { step, draft }, values });
  return form ? { kind: 'form', form } : privately(turn, await refusalText(turn, refuse('may-not-vote', {})));
}
