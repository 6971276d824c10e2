import type { Composed, Entry } from '../../digest/digest-store.ts';
import { weekNamed } from '../../digest/period.ts';
import type { Publication, Published } from '../../digest/publish-digest.ts';
import type { DigestView } from '../../digest/read-digest.ts';
import { dayTime, listRuns, signed, weekSpan } from '../../i18n/format.ts';
import type { Speak } from '../../i18n/speak.ts';
import { isTextShown } from '../../ideas/idea.ts';
import type { IdeaView } from '../../ideas/idea-lists.ts';
import type { Lab } from '../../labs/lab.ts';
import { excerpt } from '../../text.ts';
import { KEYCAPS } from '../../votes/record-mark.ts';
import type { Block, Inline, Message } from '../message.ts';
import { voteButtons } from './idea-card.ts';
import { paragraph, statusName, typed } from './said.ts';

/** Code points of a title: one line on a phone, near enough. */
const TITLE = 90;
/** Code points of an official answer: two or three lines. */
const ANSWER = 160;

/** What people can do where the digest is shown. */
export interface Means {
  /** What people type to call the box: "/idee". */
  commandWord: string;
  /** Can they vote by reacting? */
  reactions: boolean;
  buttons: boolean;
}

/** A week's digest as it is posted, said in the lab's language: frozen numbers, today's texts. */
export function digestMessage(speaking: Speak, view: DigestView, means: Means): Message {
  const ending: Block = { kind: 'context', text: howTo(speaking, view.week, means) };
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
  const of = (section: Entry['section']) => view.week.entries.filter((entry) => entry.section === section);
  const answered = of('answered');
  const more = view.week.figures.answers - answered.length;
  const numberedLines = (section: 'top' | 'discover') =>
    of(section).map((entry) => numberedLine(speaking, entry, view.ideas.get(entry.idea), pressable));
  return [
    ...figuresLine(speaking, view.week),
    ...titled(t('digest.answeredTitle'), [
      ...answered.map((entry) => answeredLine(speaking, entry, view.ideas.get(entry.idea))),
      ...(answered.length > 0 && more > 0 ? [text(t('idea.moreInList', { count: more }))] : []),
    ]),
    ...titled(t('digest.topTitle'), numberedLines('top')),
    ...titled(t('digest.discoverTitle'), numberedLines('discover')),
  ];
}

function titled(title: string, lines: readonly Block[]): Block[] {
  return lines.length === 0 ? [] : [{ kind: 'text', text: [{ kind: 'strong', text: title }] }, ...lines];
}

const text = (line: string): Block => ({ kind: 'text', text: [line] });

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

function answeredLine(speaking: Speak, { idea: number, status }: Entry, idea: IdeaView | undefined): Block {
  const { t } = speaking;
  if (!idea || !isTextShown(idea)) return text(t('digest.gone', { number }));
  const said = { number, title: excerpt(idea.title, TITLE), status: statusName(speaking, status) };
  if (idea.answer === null) return text(t('digest.answered', said));
  return text(t('digest.answeredWith', { ...said, text: excerpt(idea.answer, ANSWER) }));
}

function numberedLine(speaking: Speak, entry: Entry, idea: IdeaView | undefined, pressable: boolean): Block {
  const { t, lang } = speaking;
  const { idea: number, status } = entry;
  const digit = `${entry.position}\uFE0F\u20E3`;
  if (!idea || !isTextShown(idea)) return text(t('digest.goneLine', { digit, number }));
  const said = { digit, number, title: excerpt(idea.title, TITLE) };
  const gain = signed(lang, entry.gained);
  const line =
    entry.section === 'discover'
      ? t('digest.discoverLine', said)
      : status === 'new'
        ? t('digest.topLine', { ...said, gain })
        : t('digest.topLineStatus', { ...said, gain, status: statusName(speaking, status) });
  const [inFavour] = pressable ? voteButtons(speaking, idea) : [];
  return { kind: 'text', text: [line], ...(inFavour && { button: inFavour }) };
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

function numbered({ entries }: Pick<Composed, 'entries'>): readonly Entry[] {
  return entries.filter(({ section }) => section !== 'answered');
}
