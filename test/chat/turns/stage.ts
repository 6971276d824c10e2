import type { Abilities, Adapter } from '../../../src/chat/adapter.ts';
import type { Box } from '../../../src/chat/box.ts';
import { CardsOut } from '../../../src/chat/cards-out.ts';
import { Directory } from '../../../src/chat/directory.ts';
import { KeptArrivals } from '../../../src/chat/kept-arrivals.ts';
import { Remembered } from '../../../src/chat/kit/remembered.ts';
import { REFUSAL_TOLD_MS } from '../../../src/chat/marks.ts';
import { isChannel, type Posted } from '../../../src/chat/place.ts';
import { renderReference } from '../../../src/chat/render-reference.ts';
import { createInbox } from '../../../src/chat/router.ts';
import { SendsInHand } from '../../../src/chat/sends-in-hand.ts';
import { Dispatcher } from '../../../src/delivery/dispatcher.ts';
import { forbiddenChannel } from '../../../src/labs/forbidden-channel.ts';
import type { Logger } from '../../../src/log.ts';
import { Secrets } from '../../../src/secrets.ts';
import type { UnitOfWork } from '../../../src/unit-of-work.ts';
import { openTemp, type TempDatabase } from '../../db/open-temp.ts';
import { ManualClock } from '../../manual-clock.ts';
import { ChatPlatform, type Lack, REALM } from './chat-platform.ts';
import { Desk } from './desk.ts';
import { checkMessage, checkSaid } from './said.ts';

export interface LogLine {
  level: keyof Logger;
  fields: Record<string, unknown>;
  message: string;
}

interface Written {
  can?: Partial<Abilities>;
  lacks?: readonly Lack[];
}

const SECRET = 'a secret for tests, of forty-three characters';

/** A box over a real database and platforms in memory; time stands still until a test moves it. */
export class Stage {
  readonly clock: ManualClock;
  readonly db: TempDatabase;
  readonly box: Box;
  readonly log: LogLine[] = [];
  /** Postings whose reactions are to be compared. */
  readonly lookedAgain: Posted[] = [];
  /** The platform most tests are on: it can do everything. */
  readonly chat: Desk;
  /** Numbers that are similar to whatever is filed. */
  similar: number[] = [];
  /** Thrown at the end of every writing transaction while it is set. */
  failure: Error | null = null;
  readonly kept: KeptArrivals;
  readonly #adapters = new Map<string, Adapter>();
  readonly #platforms: ChatPlatform[] = [];
  readonly #dispatcher: Dispatcher;
  #drawn = 0;

  private constructor(db: TempDatabase, clock: ManualClock) {
    this.clock = clock;
    this.db = db;
    const adapters = this.#adapters;
    this.box = {
      unitOfWork: this.#unitOfWork(db.unitOfWork),
      reads: db.reads,
      clock,
      chance: { id: () => `id-${++this.#drawn}`, fraction: () => 0.5 },
      secrets: new Secrets(SECRET),
      log: this.#logger(),
      adapters,
      directory: new Directory(adapters, clock),
      similar: { find: (reader, _text, limit) => this.#find(reader, limit) },
      admins: [
        { platform: 'chat', realm: REALM, user: 'camille' },
        { platform: 'other', realm: REALM, user: 'camille' },
      ],
      zone: 'Europe/Paris',
      proposeEmoji: '💡',
      refusalsTold: new Remembered(clock, { lifeMs: REFUSAL_TOLD_MS }),
      cards: new CardsOut(),
      sends: new SendsInHand((there) => db.reads.delivery.unsettled(there)),
      lookAgain: (posted) => this.lookedAgain.push(posted),
    };
    this.kept = new KeptArrivals(this.box, new AbortController().signal);
    this.#dispatcher = new Dispatcher({
      unitOfWork: db.unitOfWork,
      reads: db.reads.delivery,
      adapters,
      render: (what, lang, to) => renderReference(this.box, what, lang, to),
      onLost: async () => {},
      onForbidden: async (to) => {
        if (isChannel(to)) await db.unitOfWork.run((tx) => forbiddenChannel(tx, to, clock.now()));
      },
      onSending: (to, recorded) => this.box.sends.sending(to, recorded),
      onSettled: (to) => this.box.sends.settled(to),
      onSent: (what, posted) => this.box.cards.sent(what, posted),
      onFound: (posted) => this.lookedAgain.push(posted),
      clock,
      chance: this.box.chance,
      log: this.box.log,
      process: 'test',
    });
    this.chat = this.platform('chat');
  }

  static async open(): Promise<Stage> {
    const clock = new ManualClock();
    return new Stage(await openTemp({ clock }), clock);
  }

  /** One more platform of the same box. */
  platform(name: string, { can = {}, lacks = [] }: Written = {}): Desk {
    const platform = new ChatPlatform(name, can, lacks);
    this.#platforms.push(platform);
    this.#adapters.set(name, platform.adapter);
    const inbox = createInbox(this.box, this.kept);
    const checked = async (arrival: Parameters<typeof inbox>[0]) => {
      const answer = await inbox(arrival);
      checkSaid(answer);
      return answer;
    };
    return new Desk(platform, checked, this.clock);
  }

  /**
   * Three labs with a channel each and somebody who facilitates: `bretagne` (yann) and `numerique` (malika) are
   * open, `rh` (malika) is closed, its channel `rh-prive` being private. camille administers the box.
   */
  async withLabs(desk: Desk = this.chat): Promise<void> {
    const labs = [
      ['bretagne', 'Labo Bretagne', 'bretagne', 'yann'],
      ['numerique', 'Labo Numérique', 'numerique', 'malika'],
      ['rh', 'Labo RH', 'rh-prive', 'malika'],
    ] as const;
    for (const [slug, name, channel, facilitator] of labs) {
      await desk.type('camille', channel, `labo creer ${slug} nom="${name}"`);
      await desk.type('camille', channel, `labo lier ${slug}`);
      await desk.type('camille', channel, `labo animateur ${slug} @${facilitator}`);
    }
  }

  /** As after a start with a new BOX_SECRET, the one until now being BOX_SECRET_PREVIOUS. */
  changeSecret(): void {
    this.box.secrets = new Secrets('the next secret, of over thirty characters', SECRET);
  }

  /** Sends what is due, repaints included. */
  async deliver(): Promise<void> {
    for (let round = 0; round < 8; round += 1) {
      await this.#dispatcher.drain();
      await this.clock.advance(2);
    }
    for (const { shown } of this.#platforms) for (const { message } of shown) checkMessage(message);
  }

  /** Rows of the outbox: what is to be said, in order. */
  async outbox() {
    const rows = await this.db.tables.selectFrom('outbox').selectAll().orderBy('id').execute();
    return rows.map((row) => ({
      to: JSON.parse(row.destination) as { channel?: string; user?: string },
      what: JSON.parse(row.reference) as { kind: string; idea?: number; as?: string },
      at: row.not_before,
      state: row.state,
    }));
  }

  /** How many rows a table has. */
  async count(
    table:
      | 'ideas'
      | 'drafts'
      | 'decisions'
      | 'identities'
      | 'members'
      | 'votes'
      | 'marks'
      | 'decision_marks'
      | 'claims'
      | 'proposals'
      | 'account_codes'
      | 'account_code_tries',
  ): Promise<number> {
    const { rows } = await this.db.tables
      .selectFrom(table)
      .select((eb) => eb.fn.countAll<number>().as('rows'))
      .executeTakeFirstOrThrow();
    return rows;
  }

  async idea(number: number) {
    const row = await this.db.tables
      .selectFrom('ideas')
      .selectAll()
      .where('number', '=', number)
      .executeTakeFirst();
    if (!row) throw new Error(`no idea #${number}`);
    return row;
  }

  /** "3 for, 1 against". */
  async tallies(number: number): Promise<string> {
    const { votes_for, votes_against } = await this.idea(number);
    return `${votes_for} for, ${votes_against} against`;
  }

  async close(): Promise<void> {
    await this.db.close();
  }

  async #find(reader: Parameters<Box['reads']['ideas']['one']>[0], limit: number) {
    const found = [];
    for (const number of this.similar) {
      const idea = await this.db.reads.ideas.one(reader, number);
      if (idea) found.push({ number, title: idea.title, votesFor: idea.votesFor });
    }
    return found.slice(0, limit);
  }

  #unitOfWork(inner: UnitOfWork): UnitOfWork {
    return {
      run: (work) =>
        inner.run(async (tx) => {
          const result = await work(tx);
          if (this.failure) throw this.failure;
          return result;
        }),
      onCommit: (listener) => inner.onCommit(listener),
    };
  }

  #logger(): Logger {
    return Object.fromEntries(
      (['error', 'warn', 'info', 'debug'] as const).map((level) => [
        level,
        (fields: Record<string, unknown>, message: string) => this.log.push({ level, fields, message }),
      ]),
    ) as unknown as Logger;
  }
}
