import type { Answer } from './arrival.ts';
import { keepDraft, openDraft } from './draft-keeper.ts';
import { openNewIdea } from './forms/new-idea.ts';
import { privately, typed } from './messages/said.ts';
import type { Turn } from './turn.ts';

/** Keeps a text that could not be published, with a private button to take it up again. */
export async function keepToResume(
  turn: Turn,
  text: { title: string; body: string; lab: number | null },
): Promise<Answer> {
  const content = { kind: 'idea' as const, ...text, similar: [] };
  const draft = await turn.box.unitOfWork.run((tx) => keepDraft(turn.box, tx, turn.by, content));
  return privately(turn, turn.speak.t('form.kept'), {
    kind: 'buttons',
    buttons: [{ action: 'resume', value: draft, label: turn.speak.t('form.resume'), style: 'primary' }],
  });
}

/** "Reprendre": the form again, filled from the draft. */
export async function openResumed(turn: Turn, draft: string): Promise<Answer> {
  const content = await turn.box.unitOfWork.run((tx) => openDraft(turn.box, tx, turn.by, draft));
  if (content?.kind !== 'idea')
    return privately(turn, turn.speak.runs('form.gone', { command: typed(turn, '') }));
  const { title, body, lab } = content;
  return openNewIdea(turn, { title, body, ...(lab !== null && { lab }) });
}
