import type { IdeaLine } from '../ideas/idea-lists.ts';
import { mayEver } from '../members/permissions.ts';
import { isRefusal } from '../refusal.ts';
import type { Answer } from './arrival.ts';
import { type HomeView, homeMessage, type OwnLine, type Some } from './messages/home.ts';
import { UNCHOSEN } from './messages/preferences.ts';
import { refused } from './messages/refusal.ts';
import { prefer, preferencesIn } from './preferences.ts';
import type { Turn } from './turn.ts';

/** Lines of each list of the page. */
const LINES = 5;
/** Lines read of a list that says how many more there are: they are counted up to this bound. */
const COUNTED = 120;

/**
 * The page of one's own: my ideas, what I support, the top of the labs I read, what waits for me, my settings.
 * It only reads, and nothing is kept of somebody who looks at it.
 */
export async function home(turn: Turn): Promise<Answer> {
  return { kind: 'home', message: homeMessage(turn, await viewOf(turn)) };
}

/** A button of a setting on that page: the page anew, as it stands then. */
export function settingAtHome(turn: Turn, value: string): Promise<Answer> | null {
  const wanted = preferencesIn(value);
  if (!wanted) return null;
  return prefer(turn, wanted).then(async (result) =>
    isRefusal(result) ? refused(turn, result) : home(await turn.again()),
  );
}

async function viewOf(turn: Turn): Promise<HomeView> {
  const { reader, box } = turn;
  const { ideas, members } = box.reads;
  const mine = await ideas.mine(reader, { limit: COUNTED });
  const waiting = reader.facilitates.length > 0 ? await ideas.waiting(reader, { limit: COUNTED }) : [];
  const member = reader.member === null ? null : await members.member(reader.member);
  return {
    mine: { first: await withAnswers(turn, mine.slice(0, LINES)), more: beyond(mine) },
    supported: some(await ideas.supported(reader, { limit: COUNTED })),
    top: await ideas.top(reader, { limit: LINES }),
    waiting: some(waiting),
    files: mayEver(reader, 'file'),
    chosen: member ?? UNCHOSEN,
    now: box.clock.now(),
  };
}

function some(lines: readonly IdeaLine[]): Some<IdeaLine> {
  return { first: lines.slice(0, LINES), more: beyond(lines) };
}

const beyond = (lines: readonly unknown[]): number => Math.max(0, lines.length - LINES);

/** A line of a list has no texts but the title. */
async function withAnswers(
  { box: { reads }, reader }: Turn,
  lines: readonly IdeaLine[],
): Promise<readonly OwnLine[]> {
  const own: OwnLine[] = [];
  for (const line of lines) {
    const idea = line.answeredAt === null ? null : await reads.ideas.one(reader, line.number);
    own.push({ line, answer: idea?.answer ?? null });
  }
  return own;
}
