import type { UnitOfWork } from '../unit-of-work.ts';
import { type DeliveryContext, write } from './context.ts';
import type { DeliveryReads, LaneKind, RealmState } from './delivery-store.ts';
import { messageTurn } from './message-turn.ts';
import { repaintTurn } from './repaint-turn.ts';
import { Standstills } from './standstills.ts';

/** Lanes worked at once in one realm, of each kind: repaints never take the place of a message. */
const AT_ONCE = 8;
/**
 * The longest sleep, milliseconds: what another process (a script) wrote, or whose lease has ended, is seen
 * after so long at most.
 */
const LOOK_ROUND_MS = 10_000;

/** A lane whose turn threw (the database cannot be written, say) is left alone for so long, milliseconds. */
const AFTER_ERROR_MS = 10_000;

/** A clock that goes back by less is left to catch up, milliseconds: networks keep clocks right by such steps. */
const SET_BACK_MS = 1_000;

const TURNS = { messages: messageTurn, repaints: repaintTurn } as const;
const KINDS: readonly LaneKind[] = ['messages', 'repaints'];

/** What the dispatcher works with; wired by the bootstrap. */
export interface DispatcherOptions
  extends Omit<DeliveryContext, 'unitOfWork' | 'holder' | 'stopping' | 'standstills'> {
  unitOfWork: UnitOfWork;
  /** Reads what is committed; must not commit anything itself, since a commit wakes the dispatcher. */
  reads: DeliveryReads;
  /**
   * Names this process among those that share the database, and is the same after a restart: the lanes an
   * earlier run held are then free at once.
   */
  process: string;
}

interface Turn extends Pick<RealmState, 'platform' | 'realm'> {
  kind: LaneKind;
  /** Never rejects. */
  ended: Promise<void>;
}

/**
 * Sends what the outbox holds. It keeps nothing in memory but which lanes it is at: after a crash the next run
 * finds everything in the tables. It wakes on each commit, and sleeps until a lane has something to do.
 *
 * A turn does one thing of one lane, then the lane goes to the end of the queue: so lanes take turns, and a
 * slow one only waits for itself.
 */
export class Dispatcher {
  readonly #reads: DeliveryReads;
  readonly #unitOfWork: UnitOfWork;
  readonly #process: string;
  readonly #ctx: DeliveryContext;
  readonly #stopping = new AbortController();
  /** Lanes at work, by name. */
  readonly #turns = new Map<string, Turn>();
  #woken = new AbortController();
  #loop: Promise<void> = Promise.resolve();
  /** What the clock told last. */
  #told = Number.NEGATIVE_INFINITY;

  constructor({ reads, process, ...rest }: DispatcherOptions) {
    this.#reads = reads;
    this.#unitOfWork = rest.unitOfWork;
    this.#process = process;
    this.#ctx = {
      ...rest,
      standstills: new Standstills(rest.log),
      holder: `${process} ${rest.chance.id()}`,
      stopping: this.#stopping.signal,
    };
  }

  /** Takes over from earlier runs of this process, then works until {@link stop}. */
  async start(): Promise<void> {
    const { freed, ahead } = await write(this.#ctx, async (store, { holder, now }) => ({
      freed: await store.freeLanes(this.#process, holder),
      ahead: await store.isAhead(now),
    }));
    if (freed > 0) this.#ctx.log.info({ lanes: freed }, 'lanes of an earlier run are taken over');
    if (ahead) await this.#endWaits();
    this.#unitOfWork.onCommit(() => this.wake());
    this.#loop = this.#work();
  }

  /** Something may have become due: after a commit, or when an adapter is up. */
  wake(): void {
    // Without a reason it would be an error with a stack, at each commit.
    this.#woken.abort('woken');
  }

  /** Works until nothing is due now and nothing is in hand. Also without {@link start}: for scripts and tests. */
  async drain(): Promise<void> {
    for (;;) {
      await this.#round();
      if (this.#turns.size === 0) return;
      await Promise.race([...this.#turns.values()].map((turn) => turn.ended));
    }
  }

  /** Sends nothing new, waits for what is in hand, `deadlineMs` at most, and gives its lanes back. */
  async stop(deadlineMs: number): Promise<void> {
    this.#stopping.abort();
    this.wake();
    const inHand = Promise.all([this.#loop, ...[...this.#turns.values()].map((turn) => turn.ended)]);
    const enough = new AbortController();
    await Promise.race([inHand, this.#ctx.clock.sleep(deadlineMs, enough.signal)]);
    enough.abort();
    await write(this.#ctx, (store, { holder }) => store.leave(holder)).catch((error: unknown) =>
      this.#ctx.log.error({ err: error }, 'lanes could not be given back'),
    );
  }

  async #work(): Promise<void> {
    const { clock, log } = this.#ctx;
    while (!this.#stopping.signal.aborted) {
      this.#woken = new AbortController();
      const { signal } = this.#woken;
      const next = await this.#round().catch((error: unknown) => {
        log.error({ err: error }, 'the outbox cannot be read');
        return null;
      });
      const wait = Math.min(LOOK_ROUND_MS, (next ?? Number.POSITIVE_INFINITY) - clock.now());
      if (wait > 0 && !this.#stopping.signal.aborted) await clock.sleep(wait, signal);
    }
  }

  async #endWaits(): Promise<void> {
    this.#ctx.log.warn('the clock was set back: what waits for a time to come is tried now');
    await write(this.#ctx, (store, { now }) => store.endWaits(now));
  }

  /** Begins a turn of each lane that is due, as many as there is room for. The next instant one will be due. */
  async #round(): Promise<number | null> {
    const before = this.#told;
    this.#told = this.#ctx.clock.now();
    if (before - this.#told > SET_BACK_MS) await this.#endWaits();
    let next = Number.POSITIVE_INFINITY;
    for (const realm of await this.#reads.realms()) {
      if (!this.#ctx.adapters.get(realm.platform)) continue;
      const paused = realm.pausedUntil > this.#ctx.clock.now();
      next = Math.min(next, (paused ? realm.pausedUntil : await this.#begin(realm)) ?? next);
    }
    return Number.isFinite(next) ? next : null;
  }

  async #begin(realm: RealmState): Promise<number | null> {
    const now = this.#ctx.clock.now();
    for (const kind of KINDS) {
      const busy = this.#turnsIn(realm, kind);
      if (busy >= AT_ONCE) continue;
      // Those we have just begun with may still look free.
      const lanes = await this.#reads.dueLanes({ ...realm, kind }, now, AT_ONCE + busy);
      for (const lane of lanes) if (this.#turnsIn(realm, kind) < AT_ONCE) this.#turn(realm, kind, lane);
    }
    return this.#reads.nextDue(realm, now);
  }

  #turnsIn({ platform, realm }: RealmState, kind: LaneKind): number {
    let count = 0;
    for (const turn of this.#turns.values()) {
      if (turn.platform === platform && turn.realm === realm && turn.kind === kind) count += 1;
    }
    return count;
  }

  #turn({ platform, realm }: RealmState, kind: LaneKind, lane: string): void {
    if (this.#turns.has(lane) || this.#stopping.signal.aborted) return;
    const { clock, log } = this.#ctx;
    const ended = TURNS[kind](this.#ctx, lane)
      .catch((error: unknown) => {
        log.error({ err: error, platform, realm, kind }, 'a lane failed');
        return clock.sleep(AFTER_ERROR_MS, this.#stopping.signal);
      })
      .finally(() => {
        this.#turns.delete(lane);
        this.wake();
      });
    this.#turns.set(lane, { platform, realm, kind, ended });
  }
}
