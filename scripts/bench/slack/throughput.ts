import { type Result, rounded } from '../bench.ts';
import { latencyOf, roundedLatency } from '../latency.ts';
import type { Volley } from '../load/shot.ts';
import { buildProgram } from '../program.ts';
import { fillQuiet, QUIET_IDEAS } from './boxes.ts';
import type { Played } from './load.ts';
import type { SceneName } from './scenes.ts';
import { onStage, type Stage } from './stage.ts';

/** How much is measured: so many people at a time, in rounds of the box and then of the bare app. */
export interface Load {
  people: number;
  rounds: number;
  roundMs: number;
  /** Rounds do not count until the programs have run hot for so long. */
  warmMs: number;
}

const QUICK: Load = { people: 20, rounds: 3, roundMs: 3000, warmMs: 2000 };
const FULL: Load = { people: 20, rounds: 5, roundMs: 8000, warmMs: 5000 };

/** Ideas filed in Slack: `/idee` with a text opens the form, and its submission publishes. */
export async function* captureSlack(quick: boolean): AsyncGenerator<Result> {
  buildProgram();
  yield await measureCapture(quick ? QUICK : FULL);
}

/** Votes by the buttons of cards. */
export async function* voteSlack(quick: boolean): AsyncGenerator<Result> {
  buildProgram();
  yield await measureVote(quick ? QUICK : FULL);
}

/** The program is built already. Throws when the box has fewer ideas than people were thanked for. */
export function measureCapture(load: Load): Promise<Result> {
  return onStage(fillQuiet, async (stage) => {
    const { box, bare } = await takeTurns(stage, 'capture', load);
    const ideas = stage.count('select count(*) from ideas') - QUIET_IDEAS.length;
    const { published } = countsOf(box);
    if (ideas < published) throw new Error(`${published} people were thanked, ${ideas} ideas are there`);
    return resultOf('capture_slack', { box, bare }, load, { aim: 0.2, ideas });
  });
}

/** The program is built already. Throws when there are fewer changes than people were answered. */
export function measureVote(load: Load): Promise<Result> {
  return onStage(fillQuiet, async (stage) => {
    const { box, bare } = await takeTurns(stage, 'vote', load);
    const votes = stage.count('select count(*) from claims');
    const { pressed } = countsOf(box);
    if (votes < pressed) throw new Error(`${pressed} presses were answered, ${votes} are recorded`);
    return resultOf('vote_slack', { box, bare }, load, { aim: 0.3, votes });
  });
}

interface Turns {
  box: Played[];
  bare: Played[];
}

/** Box and bare app in turn, so that both meet the same noise. */
async function takeTurns(stage: Stage, scene: SceneName, load: Load): Promise<Turns> {
  const order = (forMs: number) => ({
    scene,
    ideas: QUIET_IDEAS,
    how: { kind: 'press' as const, people: load.people, forMs },
  });
  await stage.atBox(order(load.warmMs));
  await stage.atBare(order(load.warmMs));
  const turns: Turns = { box: [], bare: [] };
  for (let round = 0; round < load.rounds; round += 1) {
    turns.box.push(await stage.atBox(order(load.roundMs)));
    turns.bare.push(await stage.atBare(order(load.roundMs)));
  }
  return turns;
}

const countsOf = (played: readonly Played[]) => played.at(-1)?.counts ?? { published: 0, pressed: 0 };

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

function perSecond(volleys: readonly Volley[]): number {
  const ms = volleys.reduce((sum, volley) => sum + volley.ms, 0);
  return (timesOf(volleys, 'acknowledged').length / ms) * 1000;
}
