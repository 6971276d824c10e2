import { type Result, rounded } from '../bench.ts';
import { latencyOf, roundedLatency } from '../latency.ts';
import { QUIET_IDEAS } from './boxes.ts';
import type { Counts, Order } from './playing.ts';
import type { Volley } from './shot.ts';
import type { Cost, Stage } from './stage.ts';

/** How much is measured: so many people at a time, in rounds of the box and then of the bare app. */
export interface Load {
  people: number;
  /** Those who take turns, and the ideas they vote on. */
  crowd: number;
  rounds: number;
  roundMs: number;
  /** Rounds do not count until the programs have run hot: for so long, and by so many requests each. */
  warmMs: number;
  warmRequests: number;
}

/** So many keep the box busy while others wait for its commit; what runs cold is several times as slow. */
export const loadOf = (quick: boolean): Load =>
  quick
    ? { people: 64, crowd: 200, rounds: 3, roundMs: 3000, warmMs: 2000, warmRequests: 2000 }
    : { people: 64, crowd: 200, rounds: 5, roundMs: 8000, warmMs: 5000, warmRequests: 10_000 };

/** What is measured on which platform. */
interface Measured {
  name: string;
  /** The least ratio that is aimed at. */
  aim: number;
}

/** Ideas filed. Throws when the box has fewer than people were thanked for. */
export async function measureCapture(
  stage: Stage<'capture'>,
  load: Load,
  { name, aim }: Measured,
): Promise<Result> {
  const { box, bare } = await takeTurns(stage, 'capture', load);
  const ideas = stage.count('select count(*) from ideas') - QUIET_IDEAS.length;
  const { published } = countsOf(box);
  if (ideas < published) throw new Error(`${published} people were thanked, ${ideas} ideas are there`);
  return resultOf(name, { box, bare }, load, { aim, ideas });
}

/** Votes by the buttons of cards. Throws when there are fewer changes than people were answered. */
export async function measureVote(
  stage: Stage<'vote'>,
  load: Load,
  { name, aim }: Measured,
): Promise<Result> {
  const { box, bare } = await takeTurns(stage, 'vote', load);
  const votes = stage.count('select count(*) from claims');
  const { pressed } = countsOf(box);
  if (votes < pressed) throw new Error(`${pressed} presses were answered, ${votes} are recorded`);
  return resultOf(name, { box, bare }, load, { aim, votes });
}

interface Turns {
  box: Cost[];
  bare: Cost[];
}

/** Box and bare app in turn, so that both meet the same noise. */
async function takeTurns<Name extends string>(
  stage: Pick<Stage<Name>, 'atBox' | 'atBare'>,
  scene: Name,
  load: Load,
): Promise<Turns> {
  const order = (forMs: number, atLeast = 0): Order<Name> => ({
    scene,
    ideas: QUIET_IDEAS.slice(0, load.crowd),
    how: { kind: 'press', people: load.people, forMs, atLeast },
  });
  await stage.atBox(order(load.warmMs, load.warmRequests));
  await stage.atBare(order(load.warmMs, load.warmRequests));
  const turns: Turns = { box: [], bare: [] };
  for (let round = 0; round < load.rounds; round += 1) {
    turns.box.push(await stage.atBox(order(load.roundMs)));
    turns.bare.push(await stage.atBare(order(load.roundMs)));
  }
  return turns;
}

const countsOf = (played: readonly Cost[]): Counts => played.at(-1)?.counts ?? { published: 0, pressed: 0 };

function resultOf(
  name: string,
  { box, bare }: Turns,
  { people, rounds }: Load,
  { aim, ...more }: { aim: number } & Record<string, number>,
): Result {
  const [value, baseline] = [perSecond(box), perSecond(bare)];
  return {
    name,
    value: rounded(value),
    unit: 'requests/s',
    baseline: rounded(baseline),
    ratio: rounded(value / baseline),
    ...{ aim: `ratio above ${aim}`, met: value / baseline >= aim },
    // Of the processor, a request: what is left where the machine has other things to do.
    ...{ cpuUs: rounded(cpuUs(box)), baselineCpuUs: rounded(cpuUs(bare)) },
    acknowledged: roundedLatency(latencyOf(timesOf(box, 'acknowledged'))),
    // Until the person's form was open, or their answer was on its way.
    answered: roundedLatency(latencyOf(timesOf(box, 'answered'))),
    bare: roundedLatency(latencyOf(timesOf(bare, 'acknowledged'))),
    requests: requestsOf(box),
    ...{ people, rounds, ...more },
  };
}

const timesOf = (volleys: readonly Volley[], which: 'acknowledged' | 'answered'): number[] =>
  volleys.flatMap((volley) => Object.values(volley[which]).flat());

/** Requests that were acknowledged, by kind. */
function requestsOf(volleys: readonly Volley[]): Record<string, number> {
  const all: Record<string, number> = {};
  for (const { acknowledged } of volleys) {
    for (const [kind, { length }] of Object.entries(acknowledged)) all[kind] = (all[kind] ?? 0) + length;
  }
  return all;
}

function cpuUs(volleys: readonly Cost[]): number {
  const ms = volleys.reduce((sum, volley) => sum + volley.cpuMs, 0);
  return (ms / timesOf(volleys, 'acknowledged').length) * 1000;
}

function perSecond(volleys: readonly Volley[]): number {
  const ms = volleys.reduce((sum, volley) => sum + volley.ms, 0);
  return (timesOf(volleys, 'acknowledged').length / ms) * 1000;
}
