import { afterEach, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { Adapter } from '../../src/chat/adapter.ts';
import type { Dispatcher } from '../../src/delivery/dispatcher.ts';
import type { UnitOfWork } from '../../src/unit-of-work.ts';
import type { Fate } from './scripted-platform.ts';
import { Stage } from './stage.ts';

const MINUTE = 60_000;

let stage: Stage | null = null;
afterEach(async () => {
  await stage?.close();
  stage = null;
});

/** Whatever a dead process waits for never comes. */
const never = <T>() => new Promise<T>(() => {});

/**
 * One run of the box that can die: from then on nothing it does has an effect. It dies by itself before or after
 * its n-th step; a step is a transaction or a call of the platform.
 */
class MortalRun {
  readonly dispatcher: Dispatcher;
  dead = false;
  steps = 0;

  constructor(on: Stage, death: { step: number; when: 'before' | 'after' }, process = 'box') {
    const step = async <T>(work: () => Promise<T>): Promise<T> => {
      if (this.dead) return never();
      this.steps += 1;
      const last = this.steps === death.step;
      if (last && death.when === 'before') {
        this.dead = true;
        return never();
      }
      // A step that is the last one has its effect, and nobody is left to hear of it.
      if (last) this.dead = true;
      const result = await work();
      return this.dead ? never() : result;
    };
    const unitOfWork: UnitOfWork = {
      run: (work) => step(() => on.db.unitOfWork.run(work)),
      onCommit: (listener) => on.db.unitOfWork.onCommit(() => !this.dead && listener()),
    };
    const real = on.platform.adapter;
    const adapter: Adapter = {
      ...real,
      pace: real.pace,
      send: (...args) => step(() => real.send(...args)),
      update: (...args) => step(() => real.update?.(...args) ?? never()),
      seed: (...args) => step(() => real.seed?.(...args) ?? never()),
      findSent: (...args) => step(() => real.findSent?.(...args) ?? never()),
    };
    this.dispatcher = on.dispatcher({
      unitOfWork,
      adapters: { get: (platform) => (platform === 'test' ? adapter : undefined) },
      clock: {
        now: () => on.clock.now(),
        sleep: (ms, signal) => (this.dead ? never() : on.clock.sleep(ms, signal)),
      },
      process,
    });
  }

  /** Its first step may be its last. */
  start(): void {
    this.dispatcher.start().catch(() => {});
  }
}

/** Every saying stands once, in the order of its lane, and is known to. */
async function expectOnce(on: Stage, lanes: Record<string, string[]>): Promise<void> {
  expect([...on.platform.keys()].sort()).toEqual(Object.values(lanes).flat().sort());
  for (const [lane, keys] of Object.entries(lanes)) {
    const stood = on.platform.standing.filter(({ to }) => ('user' in to ? to.user : to.channel) === lane);
    expect(stood.map(({ key }) => key)).toEqual(keys);
  }
  expect(new Set(Object.values(await on.states()))).toEqual(new Set(['sent']));
  const postings = await on.db.tables.selectFrom('postings').select('message').execute();
  expect(postings.map(({ message }) => message).sort()).toEqual(
    on.platform.standing.map(({ posted }) => posted.message).sort(),
  );
}

describe('a crash at every step of a run', () => {
  /** One step each: taking over, then take, hand over, send, record for each of three messages; some to spare. */
  const steps = Array.from({ length: 16 }, (_, n) => n + 1);
  test.each(
    steps.flatMap((step) => [
      { step, when: 'before' as const },
      { step, when: 'after' as const },
    ]),
  )('step $step, dying $when it', async (death) => {
    stage = await Stage.open();
    await stage.say('u1', 'a');
    await stage.say('u1', 'b');
    await stage.say('u2', 'c');
    const mortal = new MortalRun(stage, death);
    mortal.start();
    await stage.clock.advance(1000);
    mortal.dead = true;
    await stage.started();
    await stage.clock.advance(5 * MINUTE);
    await expectOnce(stage, { u1: ['a', 'b'], u2: ['c'] });
  });

  test.each(steps.map((step) => ({ step })))('step $step, while it settles a doubt', async ({ step }) => {
    stage = await Stage.open();
    await stage.say('u1', 'a');
    await stage.say('u1', 'b');
    stage.platform.next('u1', step % 2 ? 'lost request' : 'lost answer');
    const mortal = new MortalRun(stage, { step, when: 'after' });
    mortal.start();
    await stage.clock.advance(3 * MINUTE);
    mortal.dead = true;
    await stage.started();
    await stage.clock.advance(5 * MINUTE);
    await expectOnce(stage, { u1: ['a', 'b'] });
  });
});

describe('two processes on one database', () => {
  test('share the lanes: nothing is said twice, and each lane keeps its order', async () => {
    stage = await Stage.open();
    const lanes: Record<string, string[]> = {};
    for (let n = 0; n < 40; n += 1) {
      const lane = `u${n % 5}`;
      await stage.say(lane, `k${n}`);
      lanes[lane] = [...(lanes[lane] ?? []), `k${n}`];
    }
    const both = [stage.dispatcher({ process: 'one' }), stage.dispatcher({ process: 'two' })];
    await Promise.all(both.map((dispatcher) => dispatcher.drain()));
    await Promise.all(both.map((dispatcher) => dispatcher.drain()));
    await expectOnce(stage, lanes);
    expect(stage.platform.sends).toHaveLength(40);
  });
});

describe('whatever happens', () => {
  const fate: fc.Arbitrary<Fate> = fc.oneof(
    { weight: 3, arbitrary: fc.constant<Fate>('ok') },
    fc.constant<Fate>('lost answer'),
    fc.constant<Fate>('lost request'),
    fc.constant<Fate>('hang'),
    fc.constant<Fate>({ throws: new Error('bug') }),
    fc.integer({ min: 1, max: 80_000 }).map((after): Fate => ({ after })),
    fc.record({ retryAfterMs: fc.integer({ min: 0, max: 40_000 }), scope: fc.constantFrom('lane', 'realm') }),
  );
  const run = fc.record({
    /** After how many steps it dies, and after how long it is killed all the same. */
    step: fc.integer({ min: 1, max: 60 }),
    when: fc.constantFrom('before', 'after'),
    ms: fc.integer({ min: 0, max: 200_000 }),
    process: fc.constantFrom('box', 'box', 'other'),
  });
  const script = fc.record({
    sayings: fc.array(fc.constantFrom('u1', 'u2', 'c1'), { minLength: 1, maxLength: 6 }),
    fates: fc.array(fc.tuple(fc.constantFrom('u1', 'u2', 'c1'), fate), { maxLength: 12 }),
    looks: fc.array(
      fc.constantFrom<Fate>('ok', 'ok', 'hang', { retryAfterMs: 3000, scope: 'lane' }, { inDoubt: true }),
      { maxLength: 4 },
    ),
    runs: fc.array(run, { maxLength: 4 }),
    resendSafeMs: fc.constantFrom(0, 30_000, Number.MAX_SAFE_INTEGER),
  });

  test('every saying stands exactly once, in order, or an operator sees it parked', async () => {
    await fc.assert(
      fc.asyncProperty(script, async ({ sayings, fates, looks, runs, resendSafeMs }) => {
        const on = await Stage.open();
        try {
          on.platform.resendSafeMs = resendSafeMs;
          for (const [to, next] of fates) on.platform.next(to, capped(next, resendSafeMs));
          on.platform.lookAnswers.push(...looks);
          for (const [n, to] of sayings.entries()) await on.say(to, `k${n}`);
          for (const { ms, process, ...death } of runs) {
            const mortal = new MortalRun(on, death, process);
            mortal.start();
            await on.clock.advance(ms);
            mortal.dead = true;
          }
          await on.started();
          let states = await on.states();
          for (let minute = 0; minute < 120 && !isDone(states); minute += 1) {
            await on.clock.advance(MINUTE);
            states = await on.states();
          }

          expect(isDone(states)).toBe(true);
          // With looks that tell the truth, nothing is given up before its eighth doubt.
          for (const row of await on.rows()) if (row.state === 'parked') expect(row.doubts).toBe(8);
          for (const to of ['u1', 'u2', 'c1']) {
            const said = sayings.flatMap((one, n) => (one === to ? [`k${n}`] : []));
            const stood = on.platform.standing
              .filter((one) => ('user' in one.to ? one.to.user : one.to.channel) === to)
              .map(({ key }) => key);
            // Nothing twice, and in order; a parked one may stand or not.
            expect(stood).toEqual(said.filter((key) => stood.includes(key)));
            expect(said.filter((key) => states[key] === 'sent')).toEqual(
              stood.filter((key) => states[key] === 'sent'),
            );
          }
        } finally {
          await on.close();
        }
      }),
      { numRuns: 25 },
    );
  });
});

const isDone = (states: Record<string, string>) =>
  Object.values(states).every((state) => state === 'sent' || state === 'parked');

/**
 * What the promise asks of a platform: a message shows within a minute after its sender died; and where a key is
 * honoured for a while only, a send arrives within the ten seconds left for a repeated one.
 */
function capped(fate: Fate, resendSafeMs: number): Fate {
  if (typeof fate !== 'object' || !('after' in fate)) return fate;
  return { after: Math.min(fate.after, resendSafeMs === 30_000 ? 9_999 : 59_000) };
}
