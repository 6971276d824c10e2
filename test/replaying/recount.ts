import { readFileSync } from 'node:fs';
import { DateTime } from 'luxon';

/**
 * Counts a history again, from the raw rows and by other means than the box: nothing in this file comes from src/. It
 * is slow and simple on purpose: whatever is asked of an instant, all the votes before it are gone through anew.
 */

interface RawIdea {
  id: string;
  /** Null: undated. */
  at: number | null;
}

interface RawVote {
  idea: string;
  voter: string;
  value: string;
  at: number;
}

/** A history as its files hold it, in the order of their lines. */
export interface RawHistory {
  ideas: RawIdea[];
  votes: RawVote[];
}

/** What one idea has. */
interface Tally {
  for: number;
  against: number;
}

/** An idea that gained, with its votes in all when the digest is published. */
export interface Gaining extends Tally {
  id: string;
  number: number;
  gained: number;
}

/** One week by our count. Instants: ms UTC. */
export interface RecountedWeek {
  week: string;
  start: number;
  end: number;
  ideas: number;
  votes: number;
  votesBefore: number;
  /** All that gained, in the order of their rank. */
  ranking: Gaining[];
  /** Votes, for and against together, of the ideas of 7 to 60 days with at most 20. */
  young: Map<string, number>;
}

/** Ideas of an NDJSON file (kind "proposal") and votes of a CSV file without quotes; local dates are of the zone. */
export function readRaw(ideasFile: string, votesFile: string, zone: string): RawHistory {
  const instant = (text: string) => DateTime.fromISO(text.replace(' ', 'T'), { zone }).toMillis();
  const ideas = linesOf(ideasFile)
    .map((line) => JSON.parse(line) as { kind: string; id: string; created_at?: string })
    .filter(({ kind }) => kind === 'proposal')
    .map(({ id, created_at: at }) => ({ id, at: at === undefined ? null : instant(at) }));
  const [header, ...rows] = linesOf(votesFile);
  if (header !== 'thread_id,voter,value,created_at') throw new Error('other columns than expected');
  const votes = rows.map((row) => {
    const [idea = '', voter = '', value = '', at = ''] = row.split(',');
    return { idea, voter, value, at: instant(at) };
  });
  return { ideas, votes };
}

const linesOf = (file: string): string[] =>
  readFileSync(file, 'utf8')
    .split('\n')
    .filter((line) => line !== '');

/** Every week from that of the first event to that of the last. */
export function recount({ ideas, votes }: RawHistory, zone: string): RecountedWeek[] {
  const inOrder = [...votes].sort((a, b) => a.at - b.at);
  const filed = filings(ideas, inOrder);
  const instants = [...filed.values(), ...inOrder.map(({ at }) => at)];
  const weeks: RecountedWeek[] = [];
  let monday = DateTime.fromMillis(Math.min(...instants), { zone }).startOf('week');
  while (monday.toMillis() <= Math.max(...instants)) {
    const next = monday.plus({ weeks: 1 });
    const [before, start, end] = [monday.minus({ weeks: 1 }), monday, next].map((at) =>
      standing(inOrder, at.toMillis()),
    ) as [Standing, Standing, Standing];
    const published = standing(inOrder, next.set({ hour: 9 }).toMillis());
    weeks.push({
      week: monday.toFormat("kkkk-'W'WW"),
      start: monday.toMillis(),
      end: next.toMillis(),
      ideas: [...filed.values()].filter((at) => at >= monday.toMillis() && at < next.toMillis()).length,
      votes: sumOf(end) - sumOf(start),
      votesBefore: sumOf(start) - sumOf(before),
      ranking: ranking(filed, { start, end, published }),
      young: young(filed, next, published),
    });
    monday = next;
  }
  return weeks;
}

/** When each idea is there, in the order of their numbers: an undated or later one from its first vote on. */
function filings(ideas: readonly RawIdea[], votes: readonly RawVote[]): Map<string, number> {
  const dated = [...ideas, ...votes].flatMap(({ at }) => at ?? []);
  const placed = ideas.map(({ id, at }): [string, number] => {
    const own = [at, ...votes.filter(({ idea }) => idea === id).map((vote) => vote.at)];
    const known = own.filter((instant) => instant !== null);
    return [id, Math.min(...(known.length > 0 ? known : dated))];
  });
  return new Map(placed.sort(([, a], [, b]) => a - b));
}

type Standing = Map<string, Tally>;

/** The votes that stand at an instant: of each person on each idea the last one before it; "mixed" is none. */
function standing(votes: readonly RawVote[], instant: number): Standing {
  const last = new Map<string, RawVote>();
  for (const vote of votes) if (vote.at < instant) last.set(`${vote.idea} ${vote.voter}`, vote);
  const tallies: Standing = new Map();
  for (const { idea, value } of last.values()) {
    const tally = tallies.get(idea) ?? { for: 0, against: 0 };
    if (value === 'for') tally.for += 1;
    if (value === 'against') tally.against += 1;
    tallies.set(idea, tally);
  }
  return tallies;
}

const NO_VOTES: Tally = { for: 0, against: 0 };
const sumOf = (tallies: Standing): number =>
  [...tallies.values()].reduce((sum, tally) => sum + tally.for + tally.against, 0);

/** Most gained first; ties: more `for` in all, then the lower number. */
function ranking(
  filed: ReadonlyMap<string, number>,
  { start, end, published }: Record<'start' | 'end' | 'published', Standing>,
): Gaining[] {
  const all = [...filed.keys()].map((id, index) => ({
    id,
    number: index + 1,
    gained: (end.get(id)?.for ?? 0) - (start.get(id)?.for ?? 0),
    ...(published.get(id) ?? NO_VOTES),
  }));
  return all
    .filter(({ gained }) => gained >= 1)
    .sort((a, b) => b.gained - a.gained || b.for - a.for || a.number - b.number);
}

/** Days of 24 hours, of which a clock change is none. */
function young(filed: ReadonlyMap<string, number>, end: DateTime, published: Standing): Map<string, number> {
  const [from, to] = [end.minus({ hours: 60 * 24 }).toMillis(), end.minus({ hours: 7 * 24 }).toMillis()];
  const found = new Map<string, number>();
  for (const [id, at] of filed) {
    const tally = published.get(id) ?? NO_VOTES;
    const votes = tally.for + tally.against;
    if (at >= from && at < to && votes <= 20) found.set(id, votes);
  }
  return found;
}

/** Items with the same key together. */
export function grouped<T>(items: readonly T[], keyOf: (item: T) => string): T[][] {
  const groups = new Map<string, T[]>();
  for (const item of items) groups.set(keyOf(item), [...(groups.get(keyOf(item)) ?? []), item]);
  return [...groups.values()];
}
