import type { Clock } from '../clock.ts';
import { type Adapter, DeliveryError, type Profile } from './adapter.ts';
import { unlessForGood } from './kit/failing.ts';
import { withinMs } from './kit/within.ts';
import { type Channel, type Person, personKey } from './place.ts';

/** A profile is trusted this long; it decides who may do what. */
const LIFE_MS = 24 * 60 * 60 * 1000;
/** Older than this it is asked for again beside the request, which does not wait for it. */
const FRESH_MS = 60 * 60 * 1000;
/** Profiles held at most; the least recently asked for goes first. */
const CAPACITY = 20_000;
/** Waits between tries when a platform does not answer. */
const RETRY_MS = [500, 2000, 5000];
/** A platform that says "later" is believed, but nobody waits longer than this for one try. */
const PATIENCE_MS = 2 * 60 * 1000;
/** Persons asked about at a time in one realm; the others wait, so that one "later" is not asked for by all. */
const AT_A_TIME = 8;

/** How long a stop still waits for what platforms are being asked, milliseconds. */
const STOP_MS = 1_000;

/** The box stops before a platform has said who somebody is. */
export class Stopping extends Error {
  override readonly name = 'Stopping';
}

/**
 * What platforms say of persons: name, kind, language, and whether they read somewhere. Held in memory alone, so that
 * reading the box leaves no trace of who read.
 */
export class Directory {
  readonly #adapters: ReadonlyMap<string, Adapter>;
  readonly #clock: Clock;
  readonly #known = new Map<string, { profile: Profile; at: number }>();
  readonly #asked = new Map<string, Promise<Profile>>();
  /** What is asked of each realm, a few in parallel, each after the one before it. */
  readonly #lanes = new Map<string, Promise<unknown>>();
  readonly #stopping = new AbortController();
  /** Those who wait: each is told of a stop. */
  readonly #waiting = new Set<(why: Stopping) => void>();
  #stopped = false;
  #drawn = 0;

  constructor(adapters: ReadonlyMap<string, Adapter>, clock: Clock) {
    this.#adapters = adapters;
    this.#clock = clock;
  }

  /** The copy, at once; null when there is none younger than 24 h. */
  peek(person: Person): Profile | null {
    const known = this.#known.get(personKey(person));
    return known && this.#age(known) < LIFE_MS ? known.profile : null;
  }

  /**
   * The copy, else what the platform says. Rejects when the platform cannot say, after a few tries, and with
   * {@link Stopping} when the box stops before.
   */
  async know(person: Person): Promise<Profile> {
    const key = personKey(person);
    const known = this.#known.get(key);
    if (known && this.#age(known) < LIFE_MS) {
      if (this.#age(known) > FRESH_MS) this.#ask(person, key, []).catch(() => {});
      return known.profile;
    }
    return this.#untilStop(this.#ask(person, key, RETRY_MS));
  }

  /**
   * Whether the platform lets that person read there, as it is now: nothing of it is kept. No where it cannot be asked;
   * rejects as {@link know} does.
   */
  async reads(person: Person, where: Channel): Promise<boolean> {
    const adapter = this.#adapters.get(person.platform);
    if (!adapter?.mayRead) return false;
    const ask = () => adapter.mayRead?.(person, where).catch(unlessForGood);
    const answer = this.#inLane(person, () => this.#patiently(async () => ask(), RETRY_MS));
    return (await this.#untilStop(answer)) === true;
  }

  /** A stop waits for no platform that says "later": whoever waits for it is told so, {@link STOP_MS} from now at most. */
  async stop(): Promise<void> {
    this.#stopping.abort();
    await withinMs(Promise.allSettled(this.#asked.values()), STOP_MS, this.#clock);
    this.#stopped = true;
    for (const tell of this.#waiting) tell(new Stopping());
  }

  /** The platform says that something of this person changed: whoever needs it asks again. */
  forget(person: Person): void {
    const key = personKey(person);
    this.#known.delete(key);
    // What is under way may have been answered before the change.
    this.#asked.delete(key);
  }

  /** Of what was asked for later than now, before the clock was set back, nobody knows it. */
  #age({ at }: { at: number }): number {
    const age = this.#clock.now() - at;
    return age < 0 ? Number.POSITIVE_INFINITY : age;
  }

  /** One request a person at a time, however many wait for it. */
  #ask(person: Person, key: string, waits: readonly number[]): Promise<Profile> {
    const asked = this.#asked.get(key);
    if (asked !== undefined) return asked;
    const answer: Promise<Profile> = this.#inLane(person, () => this.#fetch(person, waits))
      .then((profile) => (this.#asked.get(key) === answer ? this.#keep(key, profile) : profile))
      .finally(() => {
        if (this.#asked.get(key) === answer) this.#asked.delete(key);
      });
    this.#asked.set(key, answer);
    return answer;
  }

  #untilStop<T>(asked: Promise<T>): Promise<T> {
    return new Promise((resolve, reject) => {
      if (this.#stopped) reject(new Stopping());
      this.#waiting.add(reject);
      asked.then(resolve, reject).finally(() => this.#waiting.delete(reject));
    });
  }

  #inLane<T>({ platform, realm }: Person, fetch: () => Promise<T>): Promise<T> {
    this.#drawn += 1;
    const lane = JSON.stringify([platform, realm, this.#drawn % AT_A_TIME]);
    const fetched = (this.#lanes.get(lane) ?? Promise.resolve()).then(fetch);
    this.#lanes.set(
      lane,
      fetched.catch(() => {}),
    );
    return fetched;
  }

  async #fetch(person: Person, waits: readonly number[]): Promise<Profile> {
    const adapter = this.#adapters.get(person.platform);
    if (!adapter?.profile) return { name: person.user, kind: 'member', active: true };
    const { profile } = adapter;
    return this.#patiently(() => profile(person), waits);
  }

  async #patiently<T>(ask: () => Promise<T>, waits: readonly number[]): Promise<T> {
    const { signal } = this.#stopping;
    for (const wait of waits) {
      if (signal.aborted) throw new Stopping();
      try {
        return await ask();
      } catch (error) {
        await this.#clock.sleep(Math.max(wait, retryAfterMs(error)), signal);
      }
    }
    if (signal.aborted) throw new Stopping();
    return ask();
  }

  #keep(key: string, profile: Profile): Profile {
    this.#known.delete(key);
    this.#known.set(key, { profile, at: this.#clock.now() });
    const [oldest] = this.#known.keys();
    if (this.#known.size > CAPACITY && oldest !== undefined) this.#known.delete(oldest);
    return profile;
  }
}

/** How long the platform asks us to wait; 0 where it does not. */
function retryAfterMs(error: unknown): number {
  const failure = error instanceof DeliveryError ? error.failure : null;
  return failure && 'retryAfterMs' in failure ? Math.min(failure.retryAfterMs, PATIENCE_MS) : 0;
}
