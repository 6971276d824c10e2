import type { Decision } from '../../decisions/decision.ts';
import type { Awaiting, Told } from '../../delivery/saying.ts';
import { day } from '../../i18n/format.ts';
import type { Speak } from '../../i18n/speak.ts';
import type { IdeaView } from '../../ideas/idea-lists.ts';
import { excerpt } from '../../text.ts';
import type { Block, Inline, Message } from '../message.ts';
import { noticeAnswer, noticeSentence } from './notices.ts';
import { typed } from './said.ts';

/** Ideas a summary tells of one by one; it says how many more there are. */
const SUMMARY_LINES = 10;
/** Code points of an official answer in a summary; the whole is one press away. */
const SUMMARY_ANSWER = 200;

/** One decided idea of a summary. */
export interface DecidedLine {
  idea: IdeaView;
  decision: Decision;
  as: Told['as'];
}

/** What one person's summary of a day says. */
export interface SummaryView {
  decided: readonly DecidedLine[];
  labs: readonly (Omit<Awaiting, 'lab'> & { name: string })[];
}

/** Where and to whom it is said. */
export interface SummaryPlace {
  commandWord: string;
  inOwnWords(typed: string): string;
  zone: string;
  now: number;
}

/** One message for the news of a day: what was decided, then what came in where this person facilitates. */
export function summaryMessage(speaking: Speak, view: SummaryView, place: SummaryPlace): Message {
  const { t, lang, runs } = speaking;
  const title = t('notify.title', { day: day(lang, place.zone, place.now, place.now) });
  const labs = view.labs.map(({ name, fresh, waiting }) =>
    t('notify.ofLab', {
      lab: name,
      fresh: t('notify.fresh', { count: fresh }),
      waiting: t('notify.waiting', { count: waiting }),
    }),
  );
  const decided = view.decided.length > 0 ? [t('notify.decided', { count: view.decided.length })] : [];
  return {
    lang,
    summary: [title, ...decided, ...labs].join(' · '),
    blocks: [
      { kind: 'heading', text: [title] },
      ...decidedBlocks(speaking, view.decided),
      ...(labs.length > 0 ? labBlocks(speaking, labs, place) : []),
      {
        kind: 'context',
        text: runs('notify.change', { command: typed(place, `moi ${t('notify.typed-never')}`) }),
      },
    ],
  };
}

function decidedBlocks(speaking: Speak, decided: readonly DecidedLine[]): Block[] {
  const { t } = speaking;
  const more = decided.length - SUMMARY_LINES;
  return [
    ...decided.slice(0, SUMMARY_LINES).map((line) => decidedBlock(speaking, line)),
    ...(more > 0 ? [{ kind: 'context', text: [t('idea.moreInList', { count: more })] } as const] : []),
  ];
}

function decidedBlock(speaking: Speak, { idea, decision, as }: DecidedLine): Block {
  const { t } = speaking;
  const answer = noticeAnswer(speaking, idea, decision.answer && excerpt(decision.answer, SUMMARY_ANSWER));
  const text = [noticeSentence(speaking, idea, decision, as), ...(answer === null ? [] : [answer])];
  const label = t('idea.more');
  const button = { action: 'more', value: `#${idea.number}`, label, says: `${label}, #${idea.number}` };
  return { kind: 'text', text: [text.join('\n')], button };
}

function labBlocks({ runs }: Speak, labs: readonly string[], place: SummaryPlace): Block[] {
  const command: Inline = typed(place, 'a-traiter');
  return [
    { kind: 'text', text: [labs.join('\n')] },
    { kind: 'context', text: runs('notify.seeWaiting', { command }) },
  ];
}
