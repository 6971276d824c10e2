import { checkBody, checkTitle } from '../ideas/idea.ts';
import { SIMILAR_MAX, type SimilarIdea } from '../ideas/similar-ideas.ts';
import type { Lab } from '../labs/lab.ts';
import { mayEver } from '../members/permissions.ts';
import type { Answer } from './arrival.ts';
import { type Content, keepDraft, waitingQuestion } from './draft-keeper.ts';
import { support, supportLabel } from './forms/similar.ts';
import { labsToFile } from './labs-to-file.ts';
import type { Inline } from './message.ts';
import { faultText } from './messages/refusal.ts';
import { privately, typed } from './messages/said.ts';
import { publish } from './publish.ts';
import type { Turn } from './turn.ts';
import { withdraw } from './withdrawing.ts';

/**
 * Filing where there are no forms: a conversation. The text waits in a draft, each question is answered by
 * yes, no or a number, and nothing is published before a yes.
 */
interface Text {
  title: string;
  body: string;
}

/** Begins: the first line is the title, the rest the body. The lab is the channel's, else it is asked. */
export async function startFiling(turn: Turn, text: string): Promise<Answer> {
  const { t, runs } = turn.speak;
  if (!mayEver(turn.reader, 'file')) {
    const guest = turn.reader.kind === 'guest';
    return privately(
      turn,
      guest ? t('error.guestsDoNotFile') : runs('error.noRight', { command: typed(turn, 'aide') }),
    );
  }
  const [first = '', ...rest] = text.trim().split('\n');
  const title = checkTitle(first);
  if ('fault' in title) return privately(turn, faultText(turn, 'title', title));
  const body = checkBody(rest.join('\n'));
  if ('fault' in body) return privately(turn, faultText(turn, 'body', body));

  const labs = await labsToFile(turn);
  const [lab] = labs;
  if (!lab)
    return privately(
      turn,
      runs('lab.noneYet', { command: typed(turn, 'labo creer bretagne nom="Labo Bretagne"') }),
    );
  const draft = { ...title, ...body };
  return turn.reader.here === lab.id || labs.length === 1
    ? askSimilar(turn, draft, lab)
    : ask(
        turn,
        { kind: 'choose-lab', ...draft, labs: labs.map(({ id }) => id) },
        [t('form.chooseLab')],
        named(labs),
      );
}

/** A yes, a no, or a choice by its number (from 1). Null: nothing was asked, so it is no answer. */
export async function answerQuestion(turn: Turn, said: 'yes' | 'no' | number): Promise<Answer | null> {
  const { box } = turn;
  const question = await box.unitOfWork.run((tx) => waitingQuestion(box, tx, turn.by));
  if (!question) return null;
  const { content, id } = question;
  if (said === 'no') return drop(turn, content, id);
  switch (content.kind) {
    case 'choose-lab': {
      const lab = typeof said === 'number' ? await labAt(turn, content.labs[said - 1]) : null;
      return lab ? askSimilar(turn, content, lab, id) : privately(turn, turn.speak.t('error.choiceMissing'));
    }
    case 'choose-similar': {
      if (said === 'yes' || said === 1) return askToPublish(turn, content, content.lab, id);
      const number = content.similar[said - 2];
      return number === undefined
        ? privately(turn, turn.speak.t('error.choiceMissing'))
        : support(turn, number, id, `draft ${id}`);
    }
    case 'publish':
      return said === 'yes'
        ? publish(turn, content, { nonce: `draft ${id}`, draft: id })
        : privately(turn, turn.speak.t('error.choiceMissing'));
    case 'withdraw':
      return said === 'yes'
        ? withdraw(turn, content.idea, id)
        : privately(turn, turn.speak.t('error.choiceMissing'));
    case 'idea':
      return null;
  }
}

/** Something similar? Then a numbered choice first, "my idea is different" being 1. */
async function askSimilar(turn: Turn, { title, body }: Text, lab: Lab, id?: string): Promise<Answer> {
  const similar = await turn.box.similar.find(turn.reader, { title, body }, SIMILAR_MAX);
  if (similar.length === 0) return askToPublish(turn, { title, body }, lab.id, id);
  const { t } = turn.speak;
  const content = { kind: 'choose-similar' as const, title, body, lab: lab.id, similar: numbers(similar) };
  const choices = [t('form.different'), ...similar.map((idea) => supportLabel(turn, idea))];
  return ask(turn, content, [t('form.similar', { count: similar.length })], choices, id);
}

async function askToPublish(turn: Turn, { title, body }: Text, lab: number, id?: string): Promise<Answer> {
  const { runs } = turn.speak;
  const name = (await turn.box.reads.labs.byId(lab))?.name ?? '';
  const question = runs('idea.draftCheck', { lab: name, yes: typed(turn, 'oui'), no: typed(turn, 'non') });
  return ask(
    turn,
    { kind: 'publish', title, body, lab },
    [...question, `\n\n${title}${body && `\n${body}`}`],
    [],
    id,
  );
}

async function ask(
  turn: Turn,
  content: Content,
  question: readonly Inline[],
  choices: readonly string[],
  id?: string,
): Promise<Answer> {
  const { box } = turn;
  await box.unitOfWork.run((tx) =>
    keepDraft(box, tx, turn.by, content, { asks: true, ...(id !== undefined && { id }) }),
  );
  const numbered = choices.map((choice, place) => `\n${place + 1}. ${choice}`);
  return privately(turn, [...question, ...numbered]);
}

/** A no ends the question; a text stays in its draft for its 24 hours. */
async function drop(turn: Turn, content: Content, id: string): Promise<Answer> {
  const { box, speak } = turn;
  if (content.kind === 'withdraw') {
    await box.unitOfWork.run((tx) => tx.drafts.drop(id));
    return privately(turn, speak.t('idea.withdrawKept', { number: content.idea }));
  }
  await box.unitOfWork.run((tx) => keepDraft(box, tx, turn.by, content, { id, asks: false }));
  return privately(turn, speak.t('idea.draftDropped'));
}

async function labAt(turn: Turn, id: number | undefined): Promise<Lab | null> {
  return (await labsToFile(turn)).find((lab) => lab.id === id) ?? null;
}

const named = (labs: readonly Lab[]): string[] => labs.map(({ name }) => name);
const numbers = (ideas: readonly SimilarIdea[]): number[] => ideas.map(({ number }) => number);
