import { completeIdea } from '../../ideas/complete-idea.ts';
import { editIdea } from '../../ideas/edit-idea.ts';
import { BODY_MAX, isCompletable, isEditable, TITLE_MAX } from '../../ideas/idea.ts';
import type { IdeaView } from '../../ideas/idea-lists.ts';
import { isAuthor } from '../../ideas/is-author.ts';
import { isRefusal, type Refusal, refuse } from '../../refusal.ts';
import { lengthOf } from '../../text.ts';
import type { Answer } from '../arrival.ts';
import type { Field, Form } from '../form.ts';
import { plain } from '../message.ts';
import { refusalText } from '../messages/refusal.ts';
import { privately } from '../messages/said.ts';
import { type Turn, writing } from '../turn.ts';
import { type FormStep, freshState, readStep } from './form-step.ts';

/** The two forms an author has for an idea of theirs: changing its text, and completing it. */

interface Typed {
  title?: string | undefined;
  body?: string | undefined;
  text?: string | undefined;
  intro?: string | undefined;
}

/** Opens the form that adds a "Complément". */
export async function openComplete(turn: Turn, number: number, typed: Typed = {}): Promise<Answer> {
  const idea = await ownIdea(turn, number);
  if (isRefusal(idea)) return privately(turn, await refusalText(turn, idea));
  if (!isCompletable(idea)) return textStands(turn, idea);
  return { kind: 'form', form: completeForm(turn, number, typed) };
}

/**
 * Opens the form that changes title and text. A text longer than a form holds (brought by an import) is never
 * shown cut in a field: it is completed instead.
 */
export async function openEdit(turn: Turn, number: number, typed: Typed = {}): Promise<Answer> {
  const idea = await ownIdea(turn, number);
  if (isRefusal(idea)) return privately(turn, await refusalText(turn, idea));
  if (!isCompletable(idea)) return textStands(turn, idea);
  if (!isEditable(idea) || lengthOf(idea.body) > BODY_MAX) {
    return privately(turn, await refusalText(turn, refuse('no-longer-editable', { number })));
  }
  return { kind: 'form', form: editForm(turn, idea, typed) };
}

async function textStands(turn: Turn, { number, status }: IdeaView): Promise<Answer> {
  return privately(turn, await refusalText(turn, refuse('no-longer-completable', { number, status })));
}

function completeForm(turn: Turn, number: number, { text, intro }: Typed): Form {
  const { t } = turn.speak;
  const field: Field = {
    kind: 'area',
    id: 'text',
    label: t('form.completeLabel'),
    max: BODY_MAX,
    ...(text !== undefined && { value: text }),
  };
  return shell(
    turn,
    t('form.completeTitle', { number }),
    [field],
    t('form.completeSubmit'),
    `complete#${number}`,
    intro,
  );
}

function editForm(turn: Turn, idea: IdeaView, { title, body, intro }: Typed): Form {
  const { t } = turn.speak;
  const { number } = idea;
  const fields: Field[] = [
    { kind: 'input', id: 'title', label: t('form.sentence'), max: TITLE_MAX, value: title ?? idea.title },
    {
      kind: 'area',
      id: 'body',
      label: t('form.why'),
      max: BODY_MAX,
      optional: true,
      value: body ?? idea.body,
    },
  ];
  return shell(turn, t('form.editTitle', { number }), fields, t('form.editSubmit'), `edit#${number}`, intro);
}

function shell(
  turn: Turn,
  title: string,
  fields: Field[],
  submit: string,
  step: string,
  intro?: string,
): Form {
  const { lang } = turn.speak;
  return { lang, title, ...(intro && { intro: [intro] }), fields, submit, state: freshState(turn, step) };
}

async function ownIdea(turn: Turn, number: number): Promise<IdeaView | Refusal> {
  const idea = await turn.box.reads.ideas.one(turn.reader, number);
  if (!idea) return refuse('unknown-idea', { number });
  return (await isAuthor(turn.box.reads, idea, turn.identity)) ? idea : refuse('author-only', { number });
}

export const complete: FormStep = {
  name: 'complete',

  async submit(turn, { form, values }) {
    const { number } = readStep(form.step);
    const addition = { number, text: values.text ?? '', at: turn.box.clock.now() };
    const result = await writing(turn, (tx, by) => completeIdea(tx, by, addition), form.nonce);
    return afterwards(turn, result, turn.speak.t('idea.completed', { number }), 'text');
  },

  async again(turn, { form, values }, intro) {
    return completeForm(turn, readStep(form.step).number, { text: values.text, intro });
  },
};

export const edit: FormStep = {
  name: 'edit',

  async submit(turn, { form, values }) {
    const { number } = readStep(form.step);
    const change = {
      number,
      title: values.title ?? '',
      body: values.body ?? '',
      at: turn.box.clock.now(),
    };
    const result = await writing(turn, (tx, by) => editIdea(tx, by, change), form.nonce);
    return afterwards(turn, result, turn.speak.t('idea.modified', { number }), 'title');
  },

  async again(turn, { form, values }, intro) {
    const idea = await ownIdea(turn, readStep(form.step).number);
    return isRefusal(idea) ? null : editForm(turn, idea, { title: values.title, body: values.body, intro });
  },
};

/**
 * A repeat gets the first one's answer. Faults of a text stand on their field, other refusals on the first
 * one: the form stays open, so that what was typed is not lost.
 */
async function afterwards(turn: Turn, result: unknown, done: string, first: string): Promise<Answer> {
  if (!isRefusal(result)) return privately(turn, done);
  const text = plain(await refusalText(turn, result));
  return { kind: 'invalid', fields: { [result.why === 'text' ? result.field : first]: text } };
}
