import { join } from 'node:path';
import Sqlite, { type Database } from 'better-sqlite3';
import { inTempDir } from '../../support/temp-dir.ts';
import { makeBoxFile } from '../box-file.ts';
import { Program } from '../program.ts';
import { Child } from './child.ts';
import { cpuMsOf } from './cpu-time.ts';
import type { LoadQuestion, Order, Played } from './playing.ts';

/** How long a platform takes for a call, as seen from a data centre. Milliseconds. */
const CALL_MS = 100;

/** What a platform brings to the stage. `More`: what its process can be asked beside. */
export interface Venue<Name extends string, More = never> {
  /** Modules of the platform and of the bare app: each runs in a process of its own. */
  platform: URL;
  bare: URL;
  /** How the box is set up for the platform at this address. */
  environment(platform: string): NodeJS.ProcessEnv;
  /** What happens before anything is measured. */
  before(stage: Stage<Name, More>, crowd: number): Promise<unknown>;
}

/** A volley, with the processor time it took of the app. Milliseconds. */
export interface Cost extends Played {
  cpuMs: number;
}

/** The box, the bare app and the platform, each in a process of its own. */
export interface Stage<Name extends string, More = never> {
  atBox(order: Order<Name>): Promise<Cost>;
  atBare(order: Order<Name>): Promise<Cost>;
  /** Asks the process of the platform something of its own. */
  ask(question: More): Promise<unknown>;
  /** One figure out of the box's tables. */
  count(sql: string): number;
}

interface Setting {
  /** So many people are there, and meet the box once before anything is measured. */
  crowd: number;
  /** How long the platform takes to answer a call. Milliseconds. */
  callMs?: number;
}

/** Sets up a box whose file is filled so, and stops everything in the end. */
export function onStage<T, Name extends string, More = never>(
  venue: Venue<Name, More>,
  fill: (db: Database) => void,
  work: (stage: Stage<Name, More>) => Promise<T>,
  { crowd, callMs = CALL_MS }: Setting,
): Promise<T> {
  return inTempDir(async (dir) => {
    const file = join(dir, 'box.db');
    await makeBoxFile(file, fill);
    const platform = new Child<LoadQuestion<Name> | More, unknown>(venue.platform);
    const bare = new Child<'open', string>(venue.bare);
    let box: Program | null = null;
    try {
      const [api, bareUrl] = await Promise.all([
        platform.ask({ kind: 'open', answersAfterMs: callMs, crowd }),
        bare.ask('open'),
      ]);
      box = await Program.start(dir, venue.environment(String(api)));
      const [{ url: boxUrl, pid: boxPid }, { pid: barePid }] = [box, bare];
      const volley = async (url: string, real: boolean, order: Order<Name>): Promise<Cost> => {
        const pid = real ? boxPid : barePid;
        const before = cpuMsOf(pid);
        const played = (await platform.ask({ kind: 'volley', url, real, ...order })) as Played;
        return { ...played, cpuMs: cpuMsOf(pid) - before };
      };
      const stage: Stage<Name, More> = {
        atBox: (order) => volley(boxUrl, true, order),
        atBare: (order) => volley(bareUrl, false, order),
        ask: (question) => platform.ask(question),
        count: (sql) => counted(file, sql),
      };
      await venue.before(stage, crowd);
      return await work(stage);
    } finally {
      await Promise.all([box?.stop(), bare.stop(), platform.stop()]);
    }
  });
}

/**
 * Everybody presses a button once: of whom the box does not know it asks the platform first, once a day, and says
 * "still recording" where that is slow. What is measured comes after.
 */
export const greeting = (crowd: number): Order<'vote'> => ({
  scene: 'vote',
  ideas: [1],
  how: { kind: 'press', people: 20, forMs: 0, atLeast: crowd },
});

function counted(file: string, sql: string): number {
  const db = new Sqlite(file, { readonly: true });
  try {
    return db.prepare(sql).pluck().get() as number;
  } finally {
    db.close();
  }
}
