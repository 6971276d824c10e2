import type { Chance } from '../../src/clock.ts';
import { Dispatcher, type DispatcherOptions } from '../../src/delivery/dispatcher.ts';
import type { Rendered } from '../../src/delivery/rendering.ts';
import type { Destination, Outbox, Reference, Saying } from '../../src/delivery/saying.ts';
import type { Logger } from '../../src/log.ts';
import type { UnitOfWork } from '../../src/unit-of-work.ts';
import { openTemp, type TempDatabase } from '../db/open-temp.ts';
import { ManualClock } from '../manual-clock.ts';
import { ScriptedPlatform } from './scripted-platform.ts';

/** Never a random part: a back-off lasts its whole time. */
export const NO_CHANCE: Chance = { id: () => 'run', fraction: () => 0 };

export interface LogLine {
  level: keyof Logger;
  message: string;
  fields: Record<string, unknown>;
}

/** A database, a platform and a clock that stands still: the stage dispatchers come and go on. */
export class Stage {
  readonly clock: ManualClock;
  readonly db: TempDatabase;
  readonly platform: ScriptedPlatform;
  readonly adapters = new Map<string, ScriptedPlatform['adapter']>();
  readonly lost: Destination[] = [];
  readonly forbidden: Destination[] = [];
  readonly log: LogLine[] = [];
  /** What references say now; a reference it does not know says its own kind and number. */
  readonly words = new Map<string, Rendered | null | Error>();
  #runs = 0;

  private constructor(clock: ManualClock, db: TempDatabase, platform: ScriptedPlatform) {
    this.clock = clock;
    this.db = db;
    this.platform = platform;
    this.adapters.set(platform.name, platform.adapter);
  }

  static async open(...lacks: ('findSent' | 'update' | 'seed')[]): Promise<Stage> {
    const clock = new ManualClock();
    return new Stage(clock, await openTemp({ clock }), new ScriptedPlatform(clock, 'test', lacks));
  }

  /** A dispatcher of a process that starts now. */
  dispatcher(options: Partial<DispatcherOptions> = {}): Dispatcher {
    this.#runs += 1;
    const run = `run${this.#runs}`;
    return new Dispatcher({
      unitOfWork: this.db.unitOfWork,
      reads: this.db.reads.delivery,
      adapters: this.adapters,
      render: (what) => this.render(what),
      onForbidden: async (channel) => {
        this.forbidden.push(channel);
      },
      onLost: async (channel) => {
        this.lost.push(channel);
      },
      clock: this.clock,
      chance: { ...NO_CHANCE, id: () => run },
      log: this.logger,
      process: 'box',
      ...options,
    });
  }

  async started(options: Partial<DispatcherOptions> = {}): Promise<Dispatcher> {
    const dispatcher = this.dispatcher(options);
    await dispatcher.start();
    return dispatcher;
  }

  async render(what: Reference): Promise<Rendered | null> {
    const text = wordOf(what);
    const words = this.words.get(text);
    if (words instanceof Error) throw words;
    return words === undefined ? said(text) : words;
  }

  outbox<T>(work: (outbox: Outbox) => Promise<T>, unitOfWork: UnitOfWork = this.db.unitOfWork): Promise<T> {
    return unitOfWork.run((tx) => work(tx.outbox));
  }

  /** Says something to a user (`u…`) or a channel, named by its key. */
  say(to: string, key: string, more: Partial<Saying> = {}): Promise<boolean> {
    return this.outbox((outbox) => outbox.say(saying(to, key, more)));
  }

  async rows() {
    return this.db.tables.selectFrom('outbox').selectAll().orderBy('id').execute();
  }

  async states(): Promise<Record<string, string>> {
    return Object.fromEntries((await this.rows()).map((row) => [row.key, row.state]));
  }

  /** A lab with its ideas, so that cards have something to show. */
  async ideas(...numbers: number[]): Promise<void> {
    const { tables } = this.db;
    await tables
      .insertInto('labs')
      .values({
        id: 1,
        slug: 'lab',
        name: 'Lab',
        field: '',
        region: '',
        zone: 'Europe/Paris',
        language: 'fr',
        access: 'open',
        digest_cron: '0 9 * * 1',
        created_at: 0,
      })
      .onConflict((oc) => oc.doNothing())
      .execute();
    for (const number of numbers) {
      await tables
        .insertInto('ideas')
        .values({
          number,
          lab: 1,
          author: 1,
          seal: null,
          title: 'Title',
          body: '',
          status: 'new',
          listed: 1,
          open: 1,
          created_at: 0,
          revision: 1,
          votes_for: 0,
          votes_against: 0,
        })
        .execute();
    }
  }

  /** Publishes the card of an idea in a channel. */
  card(idea: number, channel = 'c1', key = `card:${idea}:${channel}`): Promise<boolean> {
    return this.say(channel, key, { what: { kind: 'card', idea } });
  }

  /** From now on the idea says something else, and its cards are to be painted afresh. */
  async change(idea: number, text: string): Promise<void> {
    this.words.set(`card ${idea}`, said(text));
    await this.outbox((outbox) => outbox.repaintCards(idea));
  }

  readonly logger: Logger = Object.fromEntries(
    (['error', 'warn', 'info', 'debug'] as const).map((level) => [
      level,
      (fields: Record<string, unknown>, message: string) => this.log.push({ level, message, fields }),
    ]),
  ) as unknown as Logger;

  logged(level: keyof Logger): string[] {
    return this.log.filter((line) => line.level === level).map(({ message }) => message);
  }

  close(): Promise<void> {
    return this.db.close();
  }
}

/** To a user when the name begins with u, else to a channel of team t. Another realm: `realm/name`. */
export function saying(to: string, key: string, more: Partial<Saying> = {}): Saying {
  const [realm, name] = to.includes('/') ? (to.split('/') as [string, string]) : ['r', to];
  return {
    to: name.startsWith('u')
      ? { platform: 'test', realm, user: name }
      : { platform: 'test', realm, channel: name, team: 't' },
    lang: 'fr',
    what: { kind: 'channel-lost', channel: Number(/\d+$/.exec(key)?.[0] ?? 0) },
    key,
    ...more,
  };
}

export function said(text: string, seeds?: readonly string[]): Rendered {
  return { message: { lang: 'fr', summary: text, blocks: [] }, ...(seeds && { seeds }) };
}

/** A reference as the stage's words name it: `card 1`, `channel-lost 3`. */
function wordOf(what: Reference): string {
  const { kind, ...ids } = what;
  return `${kind} ${Object.values(ids)[0]}`;
}
