import { beforeEach, describe, expect, test } from '@jest/globals';
import { type Adapter, DeliveryError, type Profile } from '../../src/chat/adapter.ts';
import { Directory, Stopping } from '../../src/chat/directory.ts';
import type { Person } from '../../src/chat/place.ts';
import { ManualClock, settled } from '../manual-clock.ts';

const HOUR = 60 * 60 * 1000;
const ANAIS: Person = { platform: 'chat', realm: 'site', user: 'anais' };

let clock: ManualClock;
let directory: Directory;
let asked: number;
/** What the platform says next. */
let says: () => Promise<Profile>;

const named = (name: string): Profile => ({ name, kind: 'member', active: true });

beforeEach(() => {
  clock = new ManualClock();
  asked = 0;
  says = async () => named('Anaïs');
  const adapter = {
    profile: () => {
      asked += 1;
      return says();
    },
  } as Partial<Adapter> as Adapter;
  directory = new Directory(
    new Map([
      ['chat', adapter],
      ['mute', {} as Adapter],
    ]),
    clock,
  );
});

test('nobody is known before they are asked for', async () => {
  expect(directory.peek(ANAIS)).toBeNull();
  expect(await directory.know(ANAIS)).toEqual(named('Anaïs'));
  expect(directory.peek(ANAIS)).toEqual(named('Anaïs'));
  expect(directory.peek({ ...ANAIS, realm: 'elsewhere' })).toBeNull();
});

test('where a platform tells nothing, people are active members by the name of their account', async () => {
  for (const platform of ['mute', 'gone']) {
    expect(await directory.know({ ...ANAIS, platform })).toEqual(named('anais'));
  }
});

test('one request a person at a time, however many wait', async () => {
  const all = await Promise.all([1, 2, 3].map(() => directory.know(ANAIS)));
  expect(asked).toBe(1);
  expect(new Set(all).size).toBe(1);
});

test('a platform that says "later" is asked again when it said, and meanwhile by few', async () => {
  const people = Array.from({ length: 20 }, (_, n) => ({ ...ANAIS, user: `user${n}` }));
  let until = clock.now() + 30_000;
  says = async () => {
    if (clock.now() >= until) return named('Anaïs');
    throw new DeliveryError({ retryAfterMs: until - clock.now(), scope: 'realm' });
  };
  const all = Promise.all(people.map((person) => directory.know(person)));
  await settled();
  expect(asked).toBe(8);
  await clock.advance(29_999);
  expect(asked).toBe(8);
  until = clock.now();
  await clock.advance(1);
  expect(await all).toHaveLength(20);
  expect(asked).toBe(28);
});

test('realms do not wait for each other', async () => {
  says = () => new Promise(() => {});
  for (let n = 0; n < 8; n += 1) void directory.know({ ...ANAIS, user: `user${n}` });
  await settled();
  says = async () => named('Anaïs');
  expect(await directory.know({ ...ANAIS, realm: 'elsewhere' })).toEqual(named('Anaïs'));
});

describe('a copy', () => {
  beforeEach(async () => {
    await directory.know(ANAIS);
    says = async () => named('Anaïs B.');
  });

  test('is used for an hour without asking', async () => {
    await clock.advance(HOUR);
    expect((await directory.know(ANAIS)).name).toBe('Anaïs');
    expect(asked).toBe(1);
  });

  test('of somebody who the platform says has changed is asked for anew at once', async () => {
    directory.forget({ ...ANAIS, realm: 'elsewhere' });
    expect(directory.peek(ANAIS)).not.toBeNull();
    directory.forget(ANAIS);
    expect(directory.peek(ANAIS)).toBeNull();
    expect((await directory.know(ANAIS)).name).toBe('Anaïs B.');
  });

  test('that was asked for before a change is not kept after it', async () => {
    const answers: ((profile: Profile) => void)[] = [];
    says = () => new Promise((resolve) => answers.push(resolve));
    directory.forget(ANAIS);
    const before = directory.know(ANAIS);
    await settled();
    directory.forget(ANAIS);
    const after = directory.know(ANAIS);
    await settled();
    answers[1]?.(named('after'));
    expect((await after).name).toBe('after');
    answers[0]?.(named('before'));
    expect((await before).name).toBe('before');
    expect(directory.peek(ANAIS)?.name).toBe('after');
  });

  test('is refreshed beside the request, which does not wait', async () => {
    await clock.advance(HOUR + 1);
    expect((await directory.know(ANAIS)).name).toBe('Anaïs');
    await settled();
    expect(asked).toBe(2);
    expect((await directory.know(ANAIS)).name).toBe('Anaïs B.');
  });

  test('stays when refreshing fails', async () => {
    says = async () => Promise.reject(new Error('503'));
    await clock.advance(2 * HOUR);
    expect((await directory.know(ANAIS)).name).toBe('Anaïs');
    await settled();
    expect(directory.peek(ANAIS)?.name).toBe('Anaïs');
  });

  test('is worth nothing after 24 hours', async () => {
    await clock.advance(24 * HOUR - 1);
    expect(directory.peek(ANAIS)).not.toBeNull();
    await clock.advance(1);
    expect(directory.peek(ANAIS)).toBeNull();
    expect((await directory.know(ANAIS)).name).toBe('Anaïs B.');
  });
});

test('a platform that fails is asked again, after half a second, two and five', async () => {
  says = async () => Promise.reject(new Error('503'));
  const known = directory.know(ANAIS);
  known.catch(() => {});
  const tries = [];
  for (const ms of [0, 500, 2000, 5000]) {
    await clock.advance(ms);
    tries.push(asked);
  }
  expect(tries).toEqual([1, 2, 3, 4]);
  await expect(known).rejects.toThrow('503');
  // The next one begins anew.
  says = async () => named('Anaïs');
  expect(await directory.know(ANAIS)).toEqual(named('Anaïs'));
});

test('20,000 are held; then the one fetched longest ago is asked for again', async () => {
  const person = (user: number) => ({ ...ANAIS, user: String(user) });
  for (let user = 0; user <= 20_000; user += 1) await directory.know(person(user));
  expect(directory.peek(person(0))).toBeNull();
  expect(directory.peek(person(1))).not.toBeNull();
});

describe('a stop', () => {
  const later = async () => Promise.reject(new DeliveryError({ retryAfterMs: 60_000, scope: 'realm' }));

  test('ends the waiting for a platform that says "later", for those who wait in line too', async () => {
    says = later;
    const all = Array.from({ length: 20 }, (_, n) => directory.know({ ...ANAIS, user: `user${n}` }));
    const ends = Promise.all(all.map((one) => expect(one).rejects.toThrow(Stopping)));
    await settled();
    await directory.stop();
    await ends;
    expect(asked).toBe(8);
    await expect(directory.know(ANAIS)).rejects.toThrow(Stopping);
    expect(clock.sleeping).toBe(0);
  });

  test('waits a second for an answer that is on its way', async () => {
    let answer = (_: Profile) => {};
    says = () => new Promise((resolve) => (answer = resolve));
    const known = directory.know(ANAIS);
    await settled();
    const stopped = directory.stop();
    answer(named('Anaïs'));
    expect(await known).toEqual(named('Anaïs'));
    await stopped;
  });

  test('waits no longer for a platform that does not answer at all, and who is known stays so', async () => {
    await directory.know(ANAIS);
    says = () => new Promise(() => {});
    const ends = expect(directory.know({ ...ANAIS, user: 'yann' })).rejects.toThrow(Stopping);
    await settled();
    const stopped = directory.stop();
    await clock.advance(1_000);
    await stopped;
    await ends;
    expect(await directory.know(ANAIS)).toEqual(named('Anaïs'));
  });
});
