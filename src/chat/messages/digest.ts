import type { Composed, Entry } from '../../digest/digest-store.ts';
import { weekNamed } from '../../digest/period.ts';
import type { Publication, Published } from '../../digest/publish-digest.ts';
import type { DigestView } from '../../digest/read-digest.ts';
import { restOf, shownOf } from '../../digest/rest.ts';
import { dayTime, listRuns, signed, weekSpan } from '../../i18n/format.ts';
import type { Speak } from '../../i18n/speak.ts';
import type { Lab } from '../../labs/lab.ts';
import { KEYCAPS } from '../../votes/record-mark.ts';
import type { Block, Inline, Message } from '../message.ts';
import { answeredLine, numberedLine, text, titled } from './digest-lines.ts';
import { paragraph, typed } from './said.ts';

/** What people can do where the digest is shown. */
export interface Means {
  /** What people type to call the box: "/idee". */
  commandWord: string;
  /** Can they vote by reacting? */
  reactions: boolean;
  buttons: boolean;
  /** Is the rest said in its thread? */
  threads: boolean;
}

/** A week's digest as it is posted, said in the lab's language: frozen numbers, today's texts. */
export function digestMessage(speaking: Speak, view: DigestView, means: Means): Message {
  const inThread = means.threads && restOf(view.week).length > 0;
  const more = inThread ? [' ', speaking.t('digest.moreInThread')] : [];
  const ending: Block = { kind: 'context', text: [...howTo(speaking, view.week, means), ...more] };
  return message(speaking, view, 'digest.title', [...sections(speaking, view, true), ending]);
}

/** The running week, marked as such, in the language of who asks. Nothing in it can be pressed. */
export function previewMessage(speaking: Speak, view: DigestView): Message {
  const { t } = speaking;
  const content: Block[] =
    view.week.entries.length > 0
      ? sections(speaking, view, false)
      : [{ kind: 'text', text: [t('digest.emptyRunning')] }];
  return message(speaking, view, 'digest.runningTitle', content);
}

/** What `digest envoyer` did, or when and where it was done before. */
export function publishedMessage(
  speaking: Speak,
  { digest, silent, channels }: Published,
  said: { lab: Lab; commandWord: string; now: number },
): Message {
  const { t, runs, lang } = speaking;
  const span = spanOf(speaking, digest);
  if (silent) return paragraph(speaking, t('digest.emptyLast', { span }));
  if (channels.length === 0) {
    const command = typed(said, `labo lier ${said.lab.slug}`);
    return paragraph(speaking, runs('digest.noChannel', { lab: said.lab.name, command }));
  }
  const sentences = together(channels).map(([first, ...others]): readonly Inline[] => {
    const where = listRuns(lang, [first, ...others].map(channelRun));
    if (first.outcome === 'published') return runs('digest.sent', { span, where });
    const when = dayTime(lang, said.lab.zone, first.at, said.now);
    return runs('digest.alreadySent', { span, when, where });
  });
  return paragraph(
    speaking,
    sentences.flatMap((sentence, place) => (place === 0 ? sentence : [' ', ...sentence])),
  );
}

/** Channels of one outcome and instant are said in one sentence. */
function together(channels: readonly Publication[]): [Publication, ...Publication[]][] {
  const groups: [Publication, ...Publication[]][] = [];
  for (const channel of channels) {
    const group = groups.find(([{ outcome, at }]) => outcome === channel.outcome && at === channel.at);
    if (group) group.push(channel);
    else groups.push([channel]);
  }
  return groups;
}

function channelRun({ channel: bound }: Publication): Exclude<Inline, string> {
  const { platform, realm, channel, team, name } = bound;
  return { kind: 'channel', channel: { platform, realm, channel, ...(team !== null && { team }) }, name };
}

/** Days of a week, as its digest calls it: "16–22 novembre". */
function spanOf({ lang }: Speak, week: Pick<Composed, 'week' | 'zone' | 'start' | 'end'>): string {
  // The calendar's week: after a change of zone, the stored one may begin a few hours into Sunday or Monday.
  const { start, end } = weekNamed(week.week, week.zone) ?? week;
  return weekSpan(lang, week.zone, start, end);
}

/** The emoji to put under a digest, one a numbered entry; as arrivals name them, without U+FE0F. */
export function seedsOf(week: Pick<Composed, 'entries'>): readonly string[] {
  return KEYCAPS.slice(0, numbered(week).length);
}

function message(
  speaking: Speak,
  { week, lab }: DigestView,
  title: 'digest.title' | 'digest.runningTitle',
  blocks: readonly Block[],
): Message {
  const { t, lang } = speaking;
  const span = spanOf(speaking, week);
  return {
    lang,
    summary: t('digest.summary', { lab: lab.name, span, figures: figures(speaking, week) }),
    blocks: [{ kind: 'heading', text: [t(title, { lab: lab.name, span })] }, ...blocks],
  };
}

/** The figures, then each section that has lines. */
function sections(speaking: Speak, view: DigestView, pressable: boolean): Block[] {
  const { t } = speaking;
  const shown = shownOf(view.week);
  const of = (section: Entry['section']) => shown.filter((entry) => entry.section === section);
  const answered = of('answered');
  const more = view.week.figures.answers - answered.length;
  const numberedLines = (section: 'top' | 'discover') =>
    of(section).map((entry) => numberedLine(speaking, view, entry, pressable));
  return [
    ...figuresLine(speaking, view.week),
    ...titled(t('digest.answeredTitle'), [
      ...answered.map((entry) => answeredLine(speaking, view, entry)),
      ...(answered.length > 0 && more > 0 ? [text(t('idea.moreInList', { count: more }))] : []),
    ]),
    ...titled(t('digest.topTitle'), numberedLines('top')),
    ...titled(t('digest.discoverTitle'), numberedLines('discover')),
  ];
}

function figuresLine(speaking: Speak, week: Composed): Block[] {
  const { ideas, votes, votesBefore, answers } = week.figures;
  if (ideas === 0 && votes === 0 && votesBefore === 0 && answers === 0) return [];
  return [text(speaking.t('digest.thisWeek', { figures: figures(speaking, week) }))];
}

/** "6 idées, 84 votes (+31), 1 réponse" */
function figures({ t, lang }: Speak, week: Composed): string {
  const { ideas, votes, votesBefore, answers } = week.figures;
  const cast = t('digest.votes', { count: votes });
  const change = signed(lang, votes - votesBefore);
  return [
    t('digest.ideas', { count: ideas }),
    votes === votesBefore ? cast : t('digest.votesChange', { votes: cast, change }),
    ...(answers > 0 ? [t('digest.answers', { count: answers })] : []),
  ].join(', ');
}

/** The best way to vote there is here, and how to file. */
function howTo({ runs }: Speak, week: Composed, means: Means): readonly Inline[] {
  const command = typed(means, '');
  const [first] = numbered(week);
  if (!first) return runs('digest.howToFile', { command });
  if (means.reactions) return runs('digest.howTo', { command });
  if (means.buttons) return runs('digest.howToButtons', { command });
  return runs('digest.howToType', { command, vote: typed(means, `pour #${first.idea}`) });
}

function numbered(week: Pick<Composed, 'entries'>): readonly Entry[] {
  return shownOf(week).filter(({ section }) => section !== 'answered');
}
