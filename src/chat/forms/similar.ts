import type { SimilarIdea } from '../../ideas/similar-ideas.ts';
import { isVotable } from '../../ideas/status.ts';
import { isRefusal } from '../../refusal.ts';
import { excerpt } from '../../text.ts';
import { castVote } from '../../votes/cast-vote.ts';
import type { Answer } from '../arrival.ts';
import { draftIdOf, openDraft } from '../draft-keeper.ts';
import type { Form, FormState } from '../form.ts';
import { type Inline, type Message, plain } from '../message.ts';
import { refusalText } from '../messages/refusal.ts';
import { privately, typed } from '../messages/said.ts';
import { cameTo, publish, supportedInstead } from '../publish.ts';
import { isRepeated, outcomeOf, type Turn, writing } from '../turn.ts';
import { type FormStep, freshState } from './form-step.ts';

/** Labels of choices, in code points: the narrowest platform takes 75. */
const CHOICE_TITLE = 40;

/** Second step: "Mon idée est différente" (the default) or "Soutenir #n" for up to five. */
export function similarForm(turn: Turn, similar: readonly SimilarIdea[], state: FormState): Form {
  const { t, lang } = turn.speak;
  return {
    lang,
    title: t('form.similarTitle'),
    intro: [t('form.similar', { count: similar.length })],
    fields: [
      {
        kind: 'one-of',
        id: 'choice',
        label: t('form.similarLabel'),
        value: 'different',
        options: [
          { value: 'different', label: t('form.different') },
          ...similar.map((idea) => ({ value: `support#${idea.number}`, label: supportLabel(turn, idea) })),
        ],
      },
    ],
    submit: t('form.continue'),
    state,
  };
}

/** The same choice as buttons in a private message, where there is no second step; the text waits in its draft. */
export function similarMessage(turn: Turn, similar: readonly SimilarIdea[], draft: string): Message {
  const { t, lang } = turn.speak;
  const summary = t('form.similar', { count: similar.length });
  return {
    lang,
    summary,
    blocks: [
      { kind: 'text', text: [summary] },
      ...similar.map((idea) => ({
        kind: 'text' as const,
        text: [supportLabel(turn, idea)],
        button: {
          action: 'similar',
          value: `support#${idea.number} ${draft}`,
          label: t('form.supportButton', { number: idea.number }),
        },
      })),
      {
        kind: 'buttons',
        buttons: [{ action: 'similar', value: `different ${draft}`, label: t('form.differentButton') }],
      },
    ],
  };
}

/** "Soutenir #1980 : Ouvrir l'atelier le soir (31 votes)" */
export function supportLabel({ speak: { t } }: Turn, idea: SimilarIdea): string {
  const votes = t('vote.votes', { count: idea.votesFor });
  return t('form.support', { number: idea.number, title: excerpt(idea.title, CHOICE_TITLE), votes });
}

/** What can be chosen: one's own idea, or another one's number. */
export type Choice = 'different' | { support: number };

/** A choice as forms and buttons send it; null for anything else. */
export function readChoice(value: string): Choice | null {
  if (value === 'different') return value;
  const number = /^support#(\d{1,9})$/.exec(value)?.[1];
  return number === undefined ? null : { support: Number(number) };
}

type Refused = (text: readonly Inline[]) => Answer;

/** What was chosen: publishes the draft, or supports the other idea and drops the draft; either once. */
export async function chooseSimilar(
  turn: Turn,
  choice: Choice,
  draft: string,
  refused?: Refused,
): Promise<Answer> {
  const content = await turn.box.unitOfWork.run((tx) => openDraft(turn.box, tx, turn.by, draft));
  if (content?.kind !== 'idea') return repeatedOrGone(turn, draft);
  if (choice !== 'different') return support(turn, choice.support, draft, refused);
  const { title, body, lab } = content;
  return publish(turn, { title, body, lab }, draft, refused);
}

/** Supports an idea instead of publishing one's own. */
export async function support(
  turn: Turn,
  number: number,
  draft: string,
  refused: Refused = (text) => privately(turn, text),
): Promise<Answer> {
  const cast = await writing(
    turn,
    async (tx, by, settle) => {
      const result = await castVote(tx, by, { number, value: 'for', at: turn.at, now: turn.box.clock.now() });
      if (isRefusal(result)) return result;
      await tx.drafts.drop(draft);
      await settle({ idea: number });
      return result;
    },
    draft,
  );
  if (isRefusal(cast)) return refused(await refusalText(turn, cast));
  return isRepeated(cast) ? cameTo(turn, cast.outcome) : supportedInstead(turn, cast.idea);
}

/** The draft is gone: used by the first of two submits, or too old. */
async function repeatedOrGone(turn: Turn, draft: string): Promise<Answer> {
  const outcome = await outcomeOf(turn, draft);
  if (outcome) return cameTo(turn, outcome);
  return privately(turn, turn.speak.runs('form.gone', { command: typed(turn, '') }));
}

/** Of the ideas that were offered, those that can be supported now. */
async function stillSimilar(turn: Turn, numbers: readonly number[]): Promise<SimilarIdea[]> {
  const found: SimilarIdea[] = [];
  for (const number of numbers) {
    const idea = await turn.box.reads.ideas.one(turn.reader, number);
    if (idea && isVotable(idea.status) && idea.hiddenAt === null) found.push(idea);
  }
  return found;
}

export const similar: FormStep = {
  name: 'similar',

  async submit(turn, { form, values }) {
    const choice = readChoice(values.choice ?? '');
    const wrong = (text: string): Answer => ({ kind: 'invalid', fields: { choice: text } });
    if (!choice) return wrong(turn.speak.t('error.choiceMissing'));
    return chooseSimilar(turn, choice, draftIdOf(form), (text) => wrong(plain(text)));
  },

  async again(turn, { form }, intro) {
    if (form.draft === null) return null;
    const draft = form.draft;
    const content = await turn.box.unitOfWork.run((tx) => openDraft(turn.box, tx, turn.by, draft));
    if (content?.kind !== 'idea') return null;
    const found = await stillSimilar(turn, content.similar);
    const shown = similarForm(turn, found, freshState(turn, 'similar', draft));
    return intro === undefined ? shown : { ...shown, intro: [intro] };
  },
};
