import { join } from 'node:path';
import Sqlite, { type Database } from 'better-sqlite3';
import { inTempDir } from '../../support/temp-dir.ts';
import { makeBoxFile } from '../box-file.ts';
import { Child } from '../load/child.ts';
import { Program } from '../program.ts';
import type { LoadQuestion, Played } from './load.ts';
import { APP, PEOPLE, WORKSPACE } from './workspace.ts';

/** How long Slack takes for a call, as seen from a data centre. Milliseconds. */
const SLACK_MS = 100;
/** So long after a week its digest still leaves: whichever day this is run. */
const CATCH_UP = '8d';

/**
 * Everybody presses a button once: of whom the box does not know it asks Slack first, once a day, and says "still
 * recording" where Slack is slow. What is measured comes after.
 */
const GREETING: Order = {
  scene: 'vote',
  ideas: [1],
  how: { kind: 'press', people: 20, forMs: 0, atLeast: PEOPLE.length },
};

/** A volley at the box or at the bare app. */
export type Order = Pick<Extract<LoadQuestion, { kind: 'volley' }>, 'scene' | 'ideas' | 'how'>;

/** The box, the bare Bolt app and Slack, each in a process of its own. */
export interface Stage {
  atBox(order: Order): Promise<Played>;
  atBare(order: Order): Promise<Played>;
  /** One figure out of the box's tables. */
  count(sql: string): number;
}

/**
 * Sets up a box whose file is filled so, and stops everything in the end. `slackMs`: how long Slack takes to answer
 * a call.
 */
export function onStage<T>(
  fill: (db: Database) => void,
  work: (stage: Stage) => Promise<T>,
  slackMs = SLACK_MS,
): Promise<T> {
  return inTempDir(async (dir) => {
    const file = join(dir, 'box.db');
    await makeBoxFile(file, fill);
    const slack = new Child<LoadQuestion, unknown>(new URL('./load.ts', import.meta.url));
    const bare = new Child<'open', string>(new URL('./bare-bolt.ts', import.meta.url));
    let box: Program | null = null;
    try {
      const [api, bareUrl] = await Promise.all([
        slack.ask({ kind: 'open', answersAfterMs: slackMs }),
        bare.ask('open'),
      ]);
      box = await Program.start(dir, environment(String(api)));
      const boxUrl = `${box.url}/slack/events`;
      const volley = (url: string, real: boolean, order: Order) =>
        slack.ask({ kind: 'volley', url, real, ...order }) as Promise<Played>;
      const atBox = (order: Order) => volley(boxUrl, true, order);
      await atBox(GREETING);
      return await work({
        atBox,
        atBare: (order) => volley(bareUrl, false, order),
        count: (sql) => counted(file, sql),
      });
    } finally {
      await Promise.all([box?.stop(), bare.stop(), slack.stop()]);
    }
  });
}

function environment(slack: string): NodeJS.ProcessEnv {
  return {
    CHAT_ADAPTERS: 'slack',
    BOX_SECRET: 'a secret of the benches, of at least thirty-two characters',
    SLACK_API_URL: `${slack}/api/`,
    SLACK_BOT_TOKENS: WORKSPACE.install.botToken,
    SLACK_SIGNING_SECRET: APP.signingSecret,
    DIGEST_CATCH_UP: CATCH_UP,
  };
}

function counted(file: string, sql: string): number {
  const db = new Sqlite(file, { readonly: true });
  try {
    return db.prepare(sql).pluck().get() as number;
  } finally {
    db.close();
  }
}
