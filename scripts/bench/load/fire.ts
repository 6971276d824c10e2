import { setTimeout as sleep } from 'node:timers/promises';
import { Pool } from 'undici';
import type { Scene, Shot, Volley } from './shot.ts';

/** When nothing was answered for so long, nothing will be. Milliseconds. */
const PATIENCE_MS = 30_000;

interface Lasting {
  /** So long, and until so many are under way and each of the kinds was acknowledged. Milliseconds. */
  forMs: number;
  atLeast?: number;
  kinds: readonly string[];
}

/** As fast as they are answered: so many people, each waiting for their own answer before they do the next thing. */
export interface Pressing extends Lasting {
  people: number;
}

/** So many a second, however slowly they are answered. */
export interface Steady extends Lasting {
  perSecond: number;
}

/** `url`: of the app, without a path. One connection a person; rejects when a shot is not acknowledged with 200, or never answered. */
export function press(url: string, scene: Scene, { people, ...lasting }: Pressing): Promise<Volley> {
  return volley(url, people, lasting, async (gun, goesOn) => {
    const person = async () => {
      while (goesOn()) await gun.fire(scene(), performance.now());
    };
    await Promise.all(Array.from({ length: people }, person));
  });
}

/**
 * Each shot at its time, counted from when it was due: one that had to wait for those before it has waited. Only
 * acknowledgements are waited for: what comes after is slow on purpose.
 */
export function keepPace(url: string, scene: Scene, { perSecond, ...lasting }: Steady): Promise<Volley> {
  return volley(url, perSecond, lasting, async (gun, goesOn) => {
    const begun = performance.now();
    const fired: Promise<void>[] = [];
    for (let at = 0; goesOn(); at += 1000 / perSecond) {
      const due = begun + at;
      await sleep(Math.max(0, due - performance.now()));
      const shot = scene();
      fired.push(gun.acknowledge(shot, due).then((said) => void shot.answered(said)));
    }
    await Promise.all(fired);
  });
}

/** Sends shots over kept connections, and notes how long each took. */
class Gun {
  readonly #pool: Pool;
  readonly #connections: number;
  fired = 0;
  /** When anything was answered last. */
  heardAt = performance.now();
  readonly acknowledged: Record<string, number[]> = {};
  readonly answered: Record<string, number[]> = {};

  constructor(url: string, connections: number) {
    this.#pool = new Pool(url, { connections, pipelining: 1 });
    this.#connections = connections;
  }

  /**
   * Opens every connection. A server takes one new one each time round its event loop, so a busy one would be seconds
   * over it: that would be measured instead of what it answers.
   */
  async connect(): Promise<void> {
    const knock = async () =>
      (await this.#pool.request({ path: '/nothing-here', method: 'GET' })).body.dump();
    await Promise.all(Array.from({ length: this.#connections }, knock));
  }

  async fire(shot: Shot, since: number): Promise<void> {
    const acknowledgement = await this.acknowledge(shot, since);
    await shot.answered(acknowledgement);
    this.#note(this.answered, shot.kind, since);
  }

  /** The body of the acknowledgement. */
  async acknowledge({ kind, path, headers, body }: Shot, since: number): Promise<string> {
    this.fired += 1;
    const answer = await this.#pool.request({ path, method: 'POST', headers, body });
    const text = await answer.body.text();
    if (answer.statusCode !== 200) throw new Error(`a ${kind} was answered with ${answer.statusCode}`);
    this.#note(this.acknowledged, kind, since);
    return text;
  }

  close(): Promise<void> {
    return this.#pool.destroy();
  }

  #note(times: Record<string, number[]>, kind: string, since: number): void {
    this.heardAt = performance.now();
    times[kind] ??= [];
    times[kind].push(this.heardAt - since);
  }
}

/** Rejects when nothing is answered any more; or when it is told to end. */
async function silent(gun: Gun, signal: AbortSignal): Promise<never> {
  for (;;) {
    await sleep(1000, null, { signal });
    if (performance.now() - gun.heardAt > PATIENCE_MS)
      throw new Error(`nothing was answered for ${PATIENCE_MS} ms`);
  }
}

async function volley(
  url: string,
  connections: number,
  { forMs, atLeast = 0, kinds }: Lasting,
  work: (gun: Gun, goesOn: () => boolean) => Promise<void>,
): Promise<Volley> {
  const gun = new Gun(url, connections);
  const ended = new AbortController();
  const silence = silent(gun, ended.signal);
  try {
    await gun.connect();
    const begun = performance.now();
    const goesOn = () =>
      !ended.signal.aborted &&
      (performance.now() - begun < forMs ||
        gun.fired < atLeast ||
        !kinds.every((kind) => gun.acknowledged[kind]));
    await Promise.race([work(gun, goesOn), silence]);
    return { ms: performance.now() - begun, acknowledged: gun.acknowledged, answered: gun.answered };
  } finally {
    ended.abort();
    await silence.catch(() => {});
    await gun.close();
  }
}
