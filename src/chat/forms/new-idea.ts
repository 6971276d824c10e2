import { BODY_MAX, checkBody, checkTitle, TITLE_MAX } from '../../ideas/idea.ts';
import { SIMILAR_MAX } from '../../ideas/similar-ideas.ts';
import { mayEver } from '../../members/permissions.ts';
import type { Answer, ArrivalOf } from '../arrival.ts';
import { keepDraft } from '../draft-keeper.ts';
import type { Form } from '../form.ts';
import { labsToFile } from '../labs-to-file.ts';
import type { Inline } from '../message.ts';
import { faultText } from '../messages/refusal.ts';
import { privately, typed } from '../messages/said.ts';
import { publish } from '../publish.ts';
import type { Turn } from '../turn.ts';
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
  if (!mayEver(turn.reader, 'file')) {
    const guest = turn.reader.kind === 'guest';
    const command = typed(turn, 'aide');
    return privately(
      turn,
      guest ? turn.speak.t('error.guestsDoNotFile') : turn.speak.runs('error.noRight', { command }),
    );
  }
  const form = await newIdeaForm(turn, filled);
  if (form) return { kind: 'form', form };
  const command = typed(turn, 'labo creer bretagne nom="Labo Bretagne"');
  return privately(turn, turn.speak.runs('lab.noneYet', { command }));
}

async function newIdeaForm(turn: Turn, filled: Filled): Promise<Form | null> {
  const { t, lang } = turn.speak;
  const labs = await labsToFile(turn);
  const [first] = labs;
  if (!first) return null;
  // A lone lab needs no question; outside a lab's channel several labs leave the choice open.
  const chosen = filled.lab ?? (turn.reader.here === first.id || labs.length === 1 ? first.id : null);
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
        ...(chosen !== null && { value: labs.find(({ id }) => id === chosen)?.slug ?? first.slug }),
      },
    ],
    submit: t('form.submit'),
    state: freshState(turn, 'idea'),
  };
}

/** First step: checks the fields, then offers similar ideas or publishes. */
export const newIdea: FormStep = {
  name: 'idea',

  async submit(turn: Turn, arrival: ArrivalOf<'submit'>): Promise<Answer> {
    const { values, form } = arrival;
    const title = checkTitle(values['title'] ?? '');
    const body = checkBody(values['body'] ?? '');
    const lab = (await labsToFile(turn)).find(({ slug }) => slug === values['lab']);
    const fields: Record<string, string> = {};
    if ('fault' in title) fields['title'] = faultText(turn, 'title', title);
    if ('fault' in body) fields['body'] = faultText(turn, 'body', body);
    if (!lab) fields['lab'] = turn.speak.t('error.labMissing');
    if ('fault' in title || 'fault' in body || !lab) return { kind: 'invalid', fields };

    const ready = { ...title, ...body, lab: lab.id };
    const similar = await turn.box.similar.find(turn.reader, ready, SIMILAR_MAX);
    if (similar.length === 0) return publish(turn, ready, { nonce: form.nonce, draft: null });
    const content = { kind: 'idea' as const, ...ready, similar: similar.map(({ number }) => number) };
    const draft = await turn.box.unitOfWork.run((tx) => keepDraft(turn.box, tx, turn.by, content));
    return turn.can.forms === 'steps'
      ? { kind: 'form', form: similarForm(turn, similar, { ...form, step: 'similar', draft }) }
      : { kind: 'private', message: similarMessage(turn, similar, draft) };
  },

  async again(turn, { values }, intro) {
    const lab = (await labsToFile(turn)).find(({ slug }) => slug === values['lab']);
    return newIdeaForm(turn, {
      title: values['title'] ?? '',
      body: values['body'] ?? '',
      ...(lab && { lab: lab.id }),
      intro: [intro],
    });
  },
};
