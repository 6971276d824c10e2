import type { SimilarIdea } from '../../ideas/similar-ideas.ts';
import { isRefusal } from '../../refusal.ts';
import { excerpt } from '../../text.ts';
import { castVote } from '../../votes/cast-vote.ts';
import type { Answer } from '../arrival.ts';
import { type Content, openDraft } from '../draft-keeper.ts';
import type { Form, FormState } from '../form.ts';
import type { Message } from '../message.ts';
import { refusalText } from '../messages/refusal.ts';
import { privately, typed } from '../messages/said.ts';
import { publish, thanks } from '../publish.ts';
import { isRepeated, NOTHING, type Turn, writing } from '../turn.ts';
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

/**
 * What was chosen: publishes the draft, or supports the other idea and drops the draft. The form's nonce (or
 * the draft's id where there is no form) makes it happen once.
 */
export async function chooseSimilar(
  turn: Turn,
  choice: string,
  draft: string,
  nonce: string,
): Promise<Answer> {
  const content = await turn.box.unitOfWork.run((tx) => openDraft(turn.box, tx, turn.by, draft));
  if (!isIdea(content)) return repeatedOrGone(turn, nonce);
  const supported = /^support#(\d+)$/.exec(choice)?.[1];
  const { title, body, lab } = content;
  if (supported === undefined) return publish(turn, { title, body, lab }, { nonce, draft });
  return support(turn, Number(supported), draft, nonce);
}

/** Supports an idea instead of publishing one's own. */
export async function support(turn: Turn, number: number, draft: string, nonce: string): Promise<Answer> {
  const cast = await writing(
    turn,
    async (tx, by) => {
      const result = await castVote(tx, by, { number, value: 'for', at: turn.at });
      if (!isRefusal(result)) await tx.drafts.drop(draft);
      return result;
    },
    nonce,
  );
  if (isRefusal(cast)) return privately(turn, await refusalText(turn, cast));
  if (isRepeated(cast)) return NOTHING;
  return privately(turn, turn.speak.t('idea.supportedInstead', { number, title: cast.idea.title }));
}

type IdeaDraft = Extract<Content, { kind: 'idea' }> & { lab: number };

function isIdea(content: Content | null): content is IdeaDraft {
  return content?.kind === 'idea' && content.lab !== null;
}

/** The draft is gone: published by the first of two submits, or too old. */
async function repeatedOrGone(turn: Turn, nonce: string): Promise<Answer> {
  const hash = turn.box.secrets.hash('dedupe', `nonce ${nonce}`);
  const outcome = await turn.box.unitOfWork.run((tx) => tx.claims.outcome(hash));
  if (outcome) return thanks(turn, outcome.idea);
  return privately(turn, turn.speak.runs('form.gone', { command: typed(turn, '') }));
}

export const similar: FormStep = {
  name: 'similar',

  async submit(turn, { form, values }) {
    return form.draft === null
      ? NOTHING
      : chooseSimilar(turn, values['choice'] ?? '', form.draft, form.nonce);
  },

  async again(turn, { form }, intro) {
    if (form.draft === null) return null;
    const draft = form.draft;
    const content = await turn.box.unitOfWork.run((tx) => openDraft(turn.box, tx, turn.by, draft));
    if (!isIdea(content)) return null;
    const found = await turn.box.similar.find(turn.reader, content, content.similar.length);
    return { ...similarForm(turn, found, freshState(turn, 'similar', draft)), intro: [intro] };
  },
};
