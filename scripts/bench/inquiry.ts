import { monitorEventLoopDelay } from 'node:perf_hooks';
import { setImmediate as turn } from 'node:timers/promises';
import type { Reads } from '../../src/reads.ts';
import { type Latency, latencyOf } from './latency.ts';
import type { Text } from './quarry.ts';
import type { Asker, Question } from './question.ts';

/** What is read, where many ideas are searched. */
export type Searched = Pick<Reads, 'similarity' | 'search'>;

/** What is asked, and how. */
export interface Inquiry {
  name: string;
  /** Each draws as many questions as the others. */
  askers: readonly Asker[];
  ask(reads: Searched, text: Text): Promise<readonly { number: number }[]>;
}

/** One question and what came of it. Milliseconds. */
export interface Timing {
  kind: string;
  ms: number;
  /** Time of the processor alone, which hardly changes when the machine is busy otherwise. */
  cpuMs: number;
  /** Was the idea that is meant among the answers? Null: none is meant. */
  found: boolean | null;
}

/** How some questions were answered. */
export interface Answered {
  latency: Latency;
  cpu: Latency;
  kinds: Record<string, Latency>;
  /** Of the questions that mean an idea, the share that had it among the answers; null: none means one. */
  found: number | null;
}

/** Asks one question after the other; `blocked` is the longest time in which nothing else could run, milliseconds. */
export async function askAll(
  { ask }: Inquiry,
  reads: Searched,
  questions: readonly Question[],
): Promise<{ timings: Timing[]; blocked: number }> {
  const timings: Timing[] = [];
  const loop = monitorEventLoopDelay({ resolution: 1 });
  loop.enable();
  for (const question of questions) {
    timings.push(await timing(question, (text) => ask(reads, text)));
    // Whatever waits gets its turn, the watch on the loop among it.
    await turn();
  }
  loop.disable();
  return { timings, blocked: loop.max / 1e6 };
}

async function timing(
  { kind, text, source }: Question,
  ask: (text: Text) => ReturnType<Inquiry['ask']>,
): Promise<Timing> {
  const [before, begun] = [process.cpuUsage(), performance.now()];
  const ideas = await ask(text);
  const [ms, { user, system }] = [performance.now() - begun, process.cpuUsage(before)];
  const found = source === undefined ? null : ideas.some(({ number }) => number === source);
  return { kind, ms, cpuMs: (user + system) / 1000, found };
}

/** All of them together, and by kind. */
export function summaryOf(timings: readonly Timing[]): Answered {
  const meant = timings.filter(({ found }) => found !== null);
  const kinds = [...new Set(timings.map(({ kind }) => kind))].sort();
  const timesOf = (kind: string) => timings.filter((one) => one.kind === kind).map(({ ms }) => ms);
  return {
    latency: latencyOf(timings.map(({ ms }) => ms)),
    cpu: latencyOf(timings.map(({ cpuMs }) => cpuMs)),
    kinds: Object.fromEntries(kinds.map((kind) => [kind, latencyOf(timesOf(kind))])),
    found: meant.length === 0 ? null : meant.filter(({ found }) => found).length / meant.length,
  };
}
