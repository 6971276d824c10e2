import { checkBody, checkTitle } from '../ideas/idea.ts';
import { SIMILAR_MAX, type SimilarIdea } from '../ideas/similar-ideas.ts';
import type { Lab } from '../labs/lab.ts';
import { mayEver } from '../members/permissions.ts';
import { refuse } from '../refusal.ts';
import { leaveApart, linkTaken } from './accounts/linking-accounts.ts';
import type { Answer } from './arrival.ts';
import { type Content, keepDraft, waitingQuestion } from './draft-keeper.ts';
import { support, supportLabel } from './forms/similar.ts';
import { labsToFile } from './labs-to-file.ts';
import type { Inline } from './message.ts';
import { faultText, refusalText } from './messages/refusal.ts';
import { privately, typed } from './messages/said.ts';
import { cameTo, publish, type Ready } from './publish.ts';
import { splitTitle } from './split-title.ts';
import { claiming, isRepeated, NOTHING, type Turn } from './turn.ts';
import { withdraw } from './withdrawing.ts';

/**
 * Filing where there are no forms: a conversation. The text waits in a draft, each question is answered by
 * yes, no or a number, and nothing is published before a yes.
 */
/** A choice is answered by one figure. */
const CHOICES_MAX = 9;

interface Text {
  title: string;
  body: string;
}

/**
 * Begins: the first line is the title, the rest the body; of one long line, the first sentence. The lab is the
 * channel's, else it is asked. `intro` comes before the question.
 */
export async function startFiling(turn: Turn, text: string, intro: readonly Inline[] = []): Promise<Answer> {
  const { t, runs } = turn.speak;
  if (!mayEver(turn.reader, 'file')) {
    const refusal = refuse('may-not-file', { guest: turn.reader.kind === 'guest' });
    return privately(turn, await refusalText(turn, refusal));
  }
  const split = splitTitle(text);
  // Without a first sentence that could be the title, the whole is too long for one.
  const title = checkTitle(split.title ?? split.body ?? '');
  if ('fault' in title) return privately(turn, faultText(turn, 'title', title));
  const body = checkBody(split.body ?? '');
  if ('fault' in body) return privately(turn, faultText(turn, 'body', body));

  const labs = await labsToFile(turn);
  const [lab] = labs;
  if (!lab)
    return privately(
      turn,
      runs('lab.noneYet', { command: typed(turn, 'labo creer bretagne nom="Labo Bretagne"') }),
    );
  const draft = { ...title, ...body };
  const about = intro.length === 0 ? [] : [...intro, '\n'];
  if (turn.reader.here === lab.id || labs.length === 1) return offer(turn, draft, lab.id, { about });
  // As many as one figure can choose among.
  const offered = labs.slice(0, CHOICES_MAX);
  return ask(turn, { kind: 'choose-lab', ...draft, labs: offered.map(({ id }) => id) }, [
    ...about,
    t('form.chooseLab'),
    ...numbered(offered.map(({ name }) => name)),
  ]);
}

/** A yes, a no, or a choice by its number (from 1). Null: nothing was asked, so it is no answer. */
export async function answerQuestion(turn: Turn, said: 'yes' | 'no' | number): Promise<Answer | null> {
  const { box } = turn;
  const question = await box.unitOfWork.run((tx) => waitingQuestion(box, tx, turn.by));
  if (!question) return null;
  const { content, id } = question;
  if (said === 'no') return drop(turn, content, id);
  const unclear = privately(turn, turn.speak.t('error.choiceMissing'));
  switch (content.kind) {
    case 'choose-lab': {
      const lab = typeof said === 'number' ? await labAt(turn, content.labs[said - 1]) : null;
      return lab ? offer(turn, content, lab.id, { id }) : unclear;
    }
    case 'choose-similar': {
      if (said === 'yes' || said === 1) return askToPublish(turn, content, { id });
      const number = content.similar[said - 2];
      return number === undefined ? unclear : support(turn, number, id);
    }
    case 'publish':
      return said === 'yes' ? publish(turn, content, id) : unclear;
    case 'withdraw':
      return said === 'yes' ? withdraw(turn, content.idea, id) : unclear;
    case 'link-accounts':
      return said === 'yes' ? linkTaken(turn, content.code, id) : unclear;
    // These wait for a form or a button.
    case 'idea':
    case 'form':
    case 'arrival':
      return null;
  }
}

/** Which draft holds the text so far, and what is said before the question. */
interface Asking {
  id?: string;
  about?: readonly Inline[];
}

/** What is similar to the text, or else at once whether to publish it. */
async function offer(turn: Turn, { title, body }: Text, lab: number, asking: Asking): Promise<Answer> {
  const similar = await turn.box.similar.find(turn.reader, { title, body }, SIMILAR_MAX);
  const ready = { title, body, lab };
  return similar.length === 0 ? askToPublish(turn, ready, asking) : askSimilar(turn, ready, similar, asking);
}

/** A numbered choice, "my idea is different" being 1. */
export async function askSimilar(
  turn: Turn,
  { title, body, lab }: Ready,
  similar: readonly SimilarIdea[],
  { id, about = [] }: Asking,
): Promise<Answer> {
  const { t } = turn.speak;
  const numbers = similar.map(({ number }) => number);
  const choices = [t('form.different'), ...similar.map((idea) => supportLabel(turn, idea))];
  const question = [...about, t('form.similar', { count: similar.length }), ...numbered(choices)];
  return ask(turn, { kind: 'choose-similar', title, body, lab, similar: numbers }, question, id);
}

async function askToPublish(
  turn: Turn,
  { title, body, lab }: Ready,
  { id, about = [] }: Asking,
): Promise<Answer> {
  const { runs } = turn.speak;
  const name = (await turn.box.reads.labs.byId(lab))?.name ?? '';
  const question = runs('idea.draftCheck', { lab: name, yes: typed(turn, 'oui'), no: typed(turn, 'non') });
  const text = `\n\n${title}${body && `\n${body}`}`;
  return ask(turn, { kind: 'publish', title, body, lab }, [...about, ...question, text], id);
}

/** Keeps the text and asks. A repeat of what led to the question is not asked again. */
async function ask(turn: Turn, content: Content, question: readonly Inline[], id?: string): Promise<Answer> {
  const { box } = turn;
  const kept = await claiming(turn, (tx) =>
    keepDraft(box, tx, turn.by, content, { asks: true, ...(id !== undefined && { id }) }),
  );
  return isRepeated(kept) ? cameTo(turn, kept.outcome) : privately(turn, question);
}

/** A no ends the question; a text is given back, to be sent again. */
async function drop(turn: Turn, content: Content, id: string): Promise<Answer> {
  const { speak } = turn;
  if (content.kind === 'link-accounts') return leaveApart(turn, content.code, id);
  const dropped = await claiming(turn, (tx) => tx.drafts.drop(id));
  if (isRepeated(dropped)) return NOTHING;
  if (content.kind === 'withdraw')
    return privately(turn, speak.t('idea.withdrawKept', { number: content.idea }));
  const text =
    'title' in content ? [content.title, content.body].filter((part) => part !== '').join('\n') : '';
  return privately(turn, [speak.t('idea.draftDropped'), `\n\n${text}`]);
}

async function labAt(turn: Turn, id: number | undefined): Promise<Lab | null> {
  return (await labsToFile(turn)).find((lab) => lab.id === id) ?? null;
}

const numbered = (choices: readonly string[]): string[] =>
  choices.map((choice, place) => `\n${place + 1}. ${choice}`);
