import { BODY_MAX, checkBody, checkTitle, TITLE_MAX } from '../../ideas/idea.ts';
import { SIMILAR_MAX } from '../../ideas/similar-ideas.ts';
import { mayEver } from '../../members/permissions.ts';
import { refuse } from '../../refusal.ts';
import type { Answer, ArrivalOf } from '../arrival.ts';
import { askSimilar } from '../dialogue.ts';
import { draftIdOf, keepDraft } from '../draft-keeper.ts';
import type { Form } from '../form.ts';
import { labsToFile } from '../labs-to-file.ts';
import { type Inline, plain } from '../message.ts';
import { faultText, refusalText } from '../messages/refusal.ts';
import { privately, typed } from '../messages/said.ts';
import { cameTo, publish } from '../publish.ts';
import { outcomeOf, type Turn } from '../turn.ts';
import { type FormStep, freshState } from './form-step.ts';
import { similarForm, similarMessage } from './similar.ts';

/** What is already known when the form opens. */
export interface Filled {
  title?: string;
  body?: string;
  lab?: number;
  intro?: readonly Inline[];
}

/** The form of a new idea, or what to do where nobody can file one. */
export async function openNewIdea(turn: Turn, filled: Filled): Promise<Answer> {
  if (!mayEver(turn.reader, 'file')) return privately(turn, await mayNotFile(turn));
  const form = await newIdeaForm(turn, filled);
  if (form) return { kind: 'form', form };
  if ((await turn.box.reads.labs.all()).length > 0) return privately(turn, turn.speak.t('lab.noneOpenHere'));
  const command = typed(turn, 'labo creer bretagne nom="Labo Bretagne"');
  return privately(turn, turn.speak.runs('lab.noneYet', { command }));
}

const mayNotFile = (turn: Turn) =>
  refusalText(turn, refuse('may-not-file', { guest: turn.reader.kind === 'guest' }));

async function newIdeaForm(turn: Turn, filled: Filled, draft: string | null = null): Promise<Form | null> {
  const { t, lang } = turn.speak;
  const labs = await labsToFile(turn);
  const [first] = labs;
  if (!first) return null;
  // A lone lab needs no question; outside a lab's channel several labs leave the choice open.
  const here = turn.reader.here === first.id || labs.length === 1 ? first : undefined;
  const chosen = filled.lab === undefined ? here : labs.find(({ id }) => id === filled.lab);
  return {
    lang,
    title: t('form.title'),
    ...(filled.intro && { intro: filled.intro }),
    fields: [
      {
        kind: 'input',
        id: 'title',
        label: t('form.sentence'),
        placeholder: t('form.sentenceExample'),
        max: TITLE_MAX,
        ...(filled.title !== undefined && { value: filled.title }),
      },
      {
        kind: 'area',
        id: 'body',
        label: t('form.why'),
        help: t('form.whyHelp'),
        max: BODY_MAX,
        optional: true,
        ...(filled.body !== undefined && { value: filled.body }),
      },
      {
        kind: 'one-of',
        id: 'lab',
        label: t('form.lab'),
        options: labs.map((lab) => ({ value: lab.slug, label: lab.name })),
        ...(chosen && { value: chosen.slug }),
      },
    ],
    submit: t('form.submit'),
    state: freshState(turn, 'idea', draft),
  };
}

/** First step: checks the fields, then offers similar ideas or publishes. */
export const newIdea: FormStep = {
  name: 'idea',

  async submit(turn: Turn, arrival: ArrivalOf<'submit'>): Promise<Answer> {
    const { values, form } = arrival;
    const onLab = (text: readonly Inline[]): Answer => ({ kind: 'invalid', fields: { lab: plain(text) } });
    if (!mayEver(turn.reader, 'file')) return onLab(await mayNotFile(turn));
    const title = checkTitle(values.title ?? '');
    const body = checkBody(values.body ?? '');
    const lab = (await labsToFile(turn)).find(({ slug }) => slug === values.lab);
    const fields: Record<string, string> = {};
    if ('fault' in title) fields.title = faultText(turn, 'title', title);
    if ('fault' in body) fields.body = faultText(turn, 'body', body);
    if (!lab) fields.lab = turn.speak.t(values.lab ? 'error.labClosed' : 'error.labMissing');
    if ('fault' in title || 'fault' in body || !lab) return { kind: 'invalid', fields };

    const ready = { ...title, ...body, lab: lab.id };
    const id = draftIdOf(form);
    const similar = await turn.box.similar.find(turn.reader, ready, SIMILAR_MAX);
    if (similar.length === 0) return publish(turn, ready, id, onLab);
    // Sent again after it was published, it would be found similar to itself.
    const earlier = await outcomeOf(turn, id);
    if (earlier) return cameTo(turn, earlier);
    if (turn.can.forms === 'one' && !turn.can.buttons) return askSimilar(turn, ready, similar, { id });
    const content = { kind: 'idea' as const, ...ready, similar: similar.map(({ number }) => number) };
    const draft = await turn.box.unitOfWork.run((tx) => keepDraft(turn.box, tx, turn.by, content, { id }));
    return turn.can.forms === 'steps'
      ? { kind: 'form', form: similarForm(turn, similar, { ...form, step: 'similar', draft }) }
      : { kind: 'private', message: similarMessage(turn, similar, draft) };
  },

  async again(turn, { form, values }, intro) {
    const lab = (await labsToFile(turn)).find(({ slug }) => slug === values.lab);
    const filled = {
      title: values.title ?? '',
      body: values.body ?? '',
      ...(lab && { lab: lab.id }),
      ...(intro !== undefined && { intro: [intro] }),
    };
    return newIdeaForm(turn, filled, form.draft);
  },
};
