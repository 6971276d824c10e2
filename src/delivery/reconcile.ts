import type { Adapter, ReactionState } from '../chat/adapter.ts';
import { channelKey, type Person, type Posted } from '../chat/place.ts';
import type { Chance, Clock } from '../clock.ts';
import { mayBeDecision } from '../decisions/decision-marks.ts';
import type { Logger } from '../log.ts';
import type { UnitOfWork } from '../unit-of-work.ts';
import { mayBeVote } from '../votes/reconcile-marks.ts';
import { compareMarks, countsOf } from './compare-marks.ts';
import { inTime } from './deadline.ts';
import type { DeliveryReads } from './delivery-store.ts';
import { failureOf, retryAt } from './failure.ts';
import type { StandingPosting, StandingReads } from './standing.ts';

/** Postings asked for at once. */
const PAGE = 50;
/** Older postings are left alone: who reacts to them now is heard, what was missed there is not looked for. */
export const LOOK_BACK_MS = 90 * 24 * 60 * 60 * 1000;
const MINUTE_MS = 60_000;
/** A posting that something was missed under is looked at this much later, all of that time as one. Milliseconds. */
const LOOK_SOON_MS = 5000;
const NOT_SEEDED = 'reactions to vote with are missing under a message, and cannot be put there';

/** How long a stop waits for what was being written, milliseconds. */
const STOP_MS = 5000;

/** A reaction that came or went while nobody was listening. */
export interface MissedMark {
  posting: number;
  on: Posted;
  by: Person;
  emoji: string;
  added: boolean;
  /** When it came, where the platform says it, or the earliest it can have; when we began to look, of one that went. */
  at: number;
  /** When we began to look: nothing that was heard since then is older. */
  seenAt: number;
}

/** A look at what stands. What it finds came after `since`, as far as we know, and before it began, `at`. */
interface Look {
  since: number;
  at: number;
}

/** What the reconciler works with; wired by the bootstrap. */
export interface ReconcilerOptions {
  unitOfWork: Pick<UnitOfWork, 'run'>;
  reads: { delivery: Pick<DeliveryReads, 'realms'>; standing: StandingReads };
  adapters: { get(platform: string): Adapter | undefined };
  /** Treats it as the event that was missed. Not called for what neither votes nor decides. */
  recordMark(mark: MissedMark): Promise<unknown>;
  /** Our own reactions that belong under a posting, to be pressed by people. */
  seedsOf(posting: number): Promise<readonly string[]>;
  clock: Clock;
  chance: Pick<Chance, 'fraction'>;
  log: Logger;
}

interface RealmRef {
  platform: string;
  realm: string;
}

/**
 * Events of a platform are hints: some are missed, when the box is down or a connection breaks. At start and
 * after a gap the reactions that stand under our postings are compared with the marks we hold, newest posting
 * first, no faster than the adapter repaints. Realms do not wait for each other.
 */
export class Reconciler {
  readonly #options: ReconcilerOptions;
  readonly #stopping = new AbortController();
  /** Realms at work. */
  readonly #running = new Map<string, Promise<void>>();
  /** Realms to be begun again, since something was missed meanwhile: from when on. */
  readonly #again = new Map<string, number>();
  /** While there was no box nobody gave it a word: all those it has from before are older than what it missed. */
  readonly #began: number;
  /** Postings to be looked at soon. */
  readonly #soon = new Set<string>();
  readonly #looks = new Set<Promise<void>>();

  constructor(options: ReconcilerOptions) {
    this.#options = options;
    this.#began = options.clock.now();
  }

  /** Looks at every realm of that adapter; to be called once it gets events. */
  async start(adapter: string): Promise<void> {
    const { reads, log } = this.#options;
    try {
      for (const { platform, realm } of await reads.delivery.realms())
        if (platform === adapter) this.ask(platform, realm);
    } catch (error) {
      log.error({ err: error }, 'reactions that were missed cannot be looked for');
    }
  }

  /**
   * Events of a realm may be missing, from an instant on; of one that is not known, since the box began. Asked again
   * while at work, it begins again afterwards.
   */
  ask(platform: string, realm: string, since = this.#began): void {
    const key = JSON.stringify([platform, realm]);
    if (this.#stopping.signal.aborted) return;
    if (this.#running.has(key)) {
      this.#again.set(key, Math.min(since, this.#again.get(key) ?? since));
      return;
    }
    const running = this.#reconcile({ platform, realm }, since)
      .catch((error: unknown) =>
        this.#options.log.error({ err: error, platform, realm }, 'reactions could not be compared'),
      )
      .finally(() => {
        this.#running.delete(key);
        const again = this.#again.get(key);
        this.#again.delete(key);
        if (again !== undefined) this.ask(platform, realm, again);
      });
    this.#running.set(key, running);
  }

  /**
   * Something may be missing under this posting: it is looked at soon, once however often that is said meanwhile.
   */
  look(posted: Posted, inMs = LOOK_SOON_MS): void {
    const key = messageKey(posted);
    if (this.#stopping.signal.aborted || this.#soon.has(key)) return;
    this.#soon.add(key);
    const looking: Promise<void> = this.#lookAt(posted, inMs)
      .catch((error: unknown) => this.#options.log.error({ err: error }, 'a posting could not be looked at'))
      .finally(() => this.#looks.delete(looking));
    this.#looks.add(looking);
  }

  async #lookAt(posted: Posted, inMs: number): Promise<void> {
    const { clock, reads } = this.#options;
    const since = clock.now();
    await clock.sleep(inMs, this.#stopping.signal);
    this.#soon.delete(messageKey(posted));
    const posting = this.#stopping.signal.aborted ? null : await reads.standing.one(posted);
    if (posting) await this.#comparePage(posted, [posting], { since, at: clock.now() });
  }

  /** When nothing is at work any more; for tests. */
  async idle(): Promise<void> {
    while (this.#running.size + this.#looks.size > 0) {
      await Promise.all([...this.#running.values(), ...this.#looks]);
    }
  }

  /** Looks at nothing new; waits for what is being written, {@link STOP_MS} at most. */
  async stop(): Promise<void> {
    this.#stopping.abort();
    const enough = new AbortController();
    await Promise.race([this.idle(), this.#options.clock.sleep(STOP_MS, enough.signal)]);
    enough.abort();
  }

  async #reconcile(realm: RealmRef, since: number): Promise<void> {
    const { reads, clock } = this.#options;
    const at = clock.now();
    let below = Number.MAX_SAFE_INTEGER;
    while (!this.#stopping.signal.aborted) {
      const page = await reads.standing.page(realm, { since: at - LOOK_BACK_MS, below, limit: PAGE });
      const last = page.at(-1);
      if (!last || !(await this.#comparePage(realm, page, { since, at }))) return;
      below = last.id;
    }
  }

  /** Goes on until the platform has answered for each posting of the page. False: it never will. */
  async #comparePage(realm: RealmRef, page: readonly StandingPosting[], look: Look): Promise<boolean> {
    const { adapters, clock, chance, log } = this.#options;
    const open = new Map(page.map((posting) => [messageKey(posting.posted), posting]));
    for (let failures = 1; !this.#stopping.signal.aborted; failures += 1) {
      const adapter = adapters.get(realm.platform);
      if (!adapter?.reactions) return false;
      const before = open.size;
      try {
        await this.#ask(adapter, open, look);
        // What it left out, it does not know.
        return true;
      } catch (error) {
        if (open.size < before) failures = 1;
        const failure = failureOf(error);
        if (failure && 'permanent' in failure) {
          log.error({ ...realm, failure: failure.permanent }, 'the platform does not list reactions');
          return false;
        }
        log[failures === 1 ? 'warn' : 'debug'](
          { ...realm, err: error },
          'reactions cannot be listed for now',
        );
        const wait = failure && 'retryAfterMs' in failure ? failure.retryAfterMs : 0;
        const until = retryAt(failures, wait, clock.now(), chance);
        await clock.sleep(until - clock.now(), this.#stopping.signal);
      }
    }
    return false;
  }

  /** Takes what the platform says of the postings still open, one by one. */
  async #ask(adapter: Adapter, open: Map<string, StandingPosting>, look: Look): Promise<void> {
    const { clock } = this.#options;
    const asked = [...open.values()].map(({ posted, marks }) => ({ posted, known: countsOf(marks) }));
    const states = adapter.reactions?.(asked)[Symbol.asyncIterator]();
    try {
      while (states && !this.#stopping.signal.aborted) {
        const ended = await inTime(clock, () => states.next());
        if (ended.kind === 'hung') throw new Error('hung');
        if (ended.kind === 'error') throw ended.error;
        if (ended.value.done) return;
        const state = ended.value.value;
        const posting = open.get(messageKey(state.posted));
        if (!posting) continue;
        await this.#take(posting, state, look);
        if ('own' in state) await this.#reseed(adapter, posting, state.own);
        open.delete(messageKey(state.posted));
        if (open.size === 0) return;
        await clock.sleep(Math.ceil(MINUTE_MS / adapter.pace.repaintsPerMinute), this.#stopping.signal);
      }
    } finally {
      // Not awaited: an iterator that hangs would not answer this either.
      states?.return?.().catch(() => {});
    }
  }

  /** Who sent a message may have died before all its seeds were put there. What fails is tried at the next look. */
  async #reseed(
    adapter: Adapter,
    { id, posted }: StandingPosting,
    own: readonly string[] = [],
  ): Promise<void> {
    const { seedsOf, clock, log } = this.#options;
    if (!adapter.seed) return;
    const missing = (await seedsOf(id)).filter((seed) => !own.includes(seed));
    if (missing.length === 0) return;
    const ended = await inTime(clock, async () => adapter.seed?.(posted, missing));
    if (ended.kind === 'value')
      log.info({ posting: id }, 'reactions to vote with were missing under a message');
    else log.warn({ posting: id, err: ended.kind === 'error' ? ended.error : 'hung' }, NOT_SEEDED);
  }

  /**
   * A mark that came is as old as the platform says. Where it says nothing (Slack), it counts from the beginning of what
   * was missed: a word given since then may be the newer one, and must not be spoken over in silence. Who reacted after
   * it sees that on the card, and can say it again.
   */
  async #take(posting: StandingPosting, state: ReactionState, { since, at }: Look): Promise<void> {
    const { unitOfWork, recordMark } = this.#options;
    if ('unchanged' in state) return;
    if ('gone' in state) {
      // Its marks stay as they are: frozen.
      await unitOfWork.run((tx) => tx.postings.markGone(posting.id, at));
      return;
    }
    const speaks = (emoji: string) => mayBeVote(posting.kind, emoji) || mayBeDecision(posting.kind, emoji);
    const seen = { ...state, marks: state.marks.filter(({ emoji }) => speaks(emoji)) };
    const { added, removed } = compareMarks(posting.posted.platform, posting.marks, seen);
    const event = { posting: posting.id, on: posting.posted, at, seenAt: at };
    // Added first: somebody who changed their mind changes their vote once, not twice.
    for (const { by, emoji, at: made = since } of added)
      await recordMark({ ...event, by, emoji, at: Math.min(made, at), added: true });
    for (const { by, emoji } of removed) await recordMark({ ...event, by, emoji, added: false });
  }
}

function messageKey(posted: Posted): string {
  return `${posted.message} ${channelKey(posted)}`;
}
