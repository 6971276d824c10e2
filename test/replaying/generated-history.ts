import { DateTime } from 'luxon';

/** A made history of the kind real ones are: the same in every run. */
export interface GeneratedHistory {
  /** NDJSON. */
  ideas: string;
  /** CSV with a header, in no order of time. */
  votes: string;
}

/** Votes in the file. */
export const VOTES = 300;

const ZONE = 'Europe/Paris';
/** Six weeks, with the clock change of 30 March in the third. */
const BEGIN = DateTime.fromISO('2025-03-10', { zone: ZONE });
const WEEKS = 6;
const VOTERS = 40;

const WHATS = ['Un banc', 'Un abri à vélos', 'Une boîte à livres', 'Un potager', "Une fontaine d'eau"];
const WHERES = [
  "devant l'accueil",
  'dans la cour',
  'à côté de la cantine',
  'au troisième étage',
  'sur le parvis',
];

/** Instants at which a week, a day or a digest begins, or the clock changes. */
const EDGES = [
  '2025-03-16T23:59:59',
  '2025-03-17T00:00:00',
  '2025-03-17T08:59:59',
  '2025-03-17T09:00:00',
  '2025-03-30T01:59:59',
  '2025-03-30T03:00:00',
  '2025-03-30T23:59:59',
  '2025-03-31T00:00:00',
  '2025-03-31T09:00:00',
  '2025-04-07T00:00:00',
].map((local) => DateTime.fromISO(local, { zone: ZONE }));

interface Vote {
  idea: string;
  voter: string;
  value: string;
  at: DateTime;
}

/**
 * 25 ideas and 300 votes over six weeks: people change their mind or take their vote back (`mixed`), vote twice the
 * same, at the very instant an idea is filed or a week ends; one idea has no date, one is dated after its first vote,
 * and nobody votes on the last one, which has no date either. Half of the votes have a date without an offset.
 */
export function generateHistory(seed: number): GeneratedHistory {
  const lot = lots(seed);
  const filed = WHATS.flatMap((what) => WHERES.map((where) => `${what} ${where}`)).map((title, index) => ({
    id: `g${index + 1}`,
    title,
    at: BEGIN.plus({ minutes: lot(25 * 24 * 60) }),
  }));
  const votes: Vote[] = [];
  while (votes.length < VOTES) votes.push(nextVote(votes, filed, lot));

  const [undated, late] = [filed[3]!.id, filed[5]!.id];
  const lines = filed.map(({ id, title, at }) => ({
    kind: 'proposal',
    id,
    title,
    author: `u${(Number(id.slice(1)) % VOTERS) + 1}`,
    ...(id !== undated && id !== 'g25' && { created_at: iso(id === late ? at.plus({ days: 6 }) : at) }),
  }));
  const rows = shuffled(votes, lot).map(({ idea, voter, value, at }, index) =>
    [idea, voter, value, index % 2 === 0 ? iso(at) : at.toFormat('yyyy-MM-dd HH:mm:ss')].join(','),
  );
  return {
    ideas: lines.map((line) => `${JSON.stringify(line)}\n`).join(''),
    votes: `thread_id,voter,value,created_at\n${rows.join('\n')}\n`,
  };
}

function nextVote(
  votes: readonly Vote[],
  filed: readonly { id: string; at: DateTime }[],
  lot: (sides: number) => number,
): Vote {
  const end = BEGIN.plus({ weeks: WEEKS });
  const values = ['for', 'for', 'for', 'against', 'mixed'];
  const value = values[lot(values.length)]!;
  const before = lot(5) === 0 ? votes[lot(votes.length)] : undefined;
  if (before) {
    const left = Math.floor(end.diff(before.at).as('minutes'));
    return { ...before, value, at: before.at.plus({ minutes: lot(left) }) };
  }
  // Some ideas are liked more than others; nobody votes on the last one.
  const idea = filed[Math.min(lot(24), lot(24))]!;
  const edges = EDGES.filter((edge) => edge >= idea.at);
  const open = Math.floor(end.diff(idea.at).as('minutes'));
  const soon = Math.floor((lot(open) * lot(100)) / 100);
  const at =
    lot(8) === 0 && edges.length > 0 ? edges[lot(edges.length)]! : idea.at.plus({ minutes: lot(9) && soon });
  return { idea: idea.id, voter: `u${lot(VOTERS) + 1}`, value, at };
}

const iso = (at: DateTime): string => at.toISO({ suppressMilliseconds: true }) ?? '';

function shuffled<T>(items: readonly T[], lot: (sides: number) => number): T[] {
  return items
    .map((item) => ({ item, lot: lot(1_000_000) }))
    .sort((a, b) => a.lot - b.lot)
    .map(({ item }) => item);
}

/** Lots that fall the same in every run (Park and Miller): a whole number below `sides`. */
function lots(seed: number): (sides: number) => number {
  let state = seed;
  return (sides) => {
    state = (state * 16_807) % 2_147_483_647;
    return state % sides;
  };
}
