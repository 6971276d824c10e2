import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { MONDAY, settled } from '../manual-clock.ts';
import { ScriptedPlatform } from './scripted-platform.ts';
import { Stage, said } from './stage.ts';

let stage: Stage;
beforeEach(async () => {
  stage = await Stage.open();
});
afterEach(() => stage.close());

const SECOND = 1000;
const MINUTE = 60 * SECOND;

describe('a message', () => {
  test('is sent once and leaves a posting', async () => {
    await stage.ideas(1);
    await stage.card(1);
    const dispatcher = stage.dispatcher();
    await dispatcher.drain();
    await dispatcher.drain();

    expect(stage.platform.texts('c1')).toEqual(['card 1']);
    const posting = await stage.db.tables.selectFrom('postings').selectAll().executeTakeFirstOrThrow();
    expect(posting).toMatchObject({
      kind: 'card',
      idea: 1,
      platform: 'test',
      realm: 'r',
      team: 't',
      channel: 'c1',
      message: 'm1',
      lang: 'fr',
      at: MONDAY,
    });
    expect(await stage.rows()).toMatchObject([{ state: 'sent', sent_at: MONDAY, attempts: 1 }]);
  });

  test('is said once, however often it is said with the same key', async () => {
    expect(await stage.say('u1', 'k1')).toBe(true);
    expect(await stage.say('u1', 'k1')).toBe(false);
    await stage.dispatcher().drain();
    expect(await stage.say('u1', 'k1')).toBe(false);
    await stage.dispatcher().drain();
    expect(stage.platform.keys()).toEqual(['k1']);
  });

  test('is not said when the transaction that says it fails', async () => {
    const failing = stage.db.unitOfWork.run(async (tx) => {
      await tx.outbox.say({
        to: { platform: 'test', realm: 'r', user: 'u1' },
        lang: 'fr',
        what: { kind: 'card', idea: 1 },
        key: 'k',
      });
      throw new Error('refused');
    });
    await expect(failing).rejects.toThrow('refused');
    await stage.dispatcher().drain();
    expect(stage.platform.sends).toEqual([]);
  });

  test('says what is true when it leaves, and nothing when there is nothing to say any more', async () => {
    await stage.ideas(1, 2);
    await stage.card(1);
    await stage.card(2);
    stage.words.set('card 1', said('edited'));
    stage.words.set('card 2', null);
    await stage.dispatcher().drain();
    expect(stage.platform.texts('c1')).toEqual(['edited']);
    expect(Object.values(await stage.states())).toEqual(['sent', 'sent']);
    expect(await stage.db.tables.selectFrom('postings').select('idea').execute()).toEqual([{ idea: 1 }]);
  });

  test('wakes the dispatcher by its commit', async () => {
    await stage.started();
    await stage.say('u1', 'k1');
    await stage.clock.advance(0);
    expect(stage.platform.keys()).toEqual(['k1']);
  });

  test('leaves no earlier than its instant, and does not hold up others meanwhile', async () => {
    await stage.started();
    await stage.say('u1', 'later', { notBefore: MONDAY + 2 * MINUTE });
    await stage.say('u1', 'now');
    await stage.clock.advance(2 * MINUTE - 1);
    expect(stage.platform.keys()).toEqual(['now']);
    await stage.clock.advance(1);
    expect(stage.platform.sends).toEqual([
      { key: 'now', at: MONDAY },
      { key: 'later', at: MONDAY + 2 * MINUTE },
    ]);
  });

  test('of a decision can be withheld until it has left', async () => {
    const decision = await decide(stage);
    const what = { kind: 'decision', decision, as: 'supporter' } as const;
    await stage.say('u1', 'a', { what, notBefore: MONDAY + 2 * MINUTE });
    await stage.say('u2', 'b', { what, notBefore: MONDAY + 2 * MINUTE });
    await stage.say('u2', 'other');
    await stage.started();
    await stage.clock.advance(MINUTE);
    expect(await stage.outbox((outbox) => outbox.withhold(decision))).toBe(2);
    await stage.clock.advance(10 * MINUTE);
    expect(stage.platform.keys()).toEqual(['other']);

    await stage.say('u1', 'c', { what });
    await stage.clock.advance(0);
    expect(await stage.outbox((outbox) => outbox.withhold(decision))).toBe(0);
  });

  test('withheld between its rendering and its sending is not sent', async () => {
    const decision = await decide(stage);
    await stage.say('u1', 'a', { what: { kind: 'decision', decision, as: 'author' } });
    const dispatcher = stage.dispatcher({
      render: async (what) => {
        await stage.outbox((outbox) => outbox.withhold(decision));
        return stage.render(what);
      },
    });
    await dispatcher.drain();
    expect(stage.platform.sends).toEqual([]);
    expect(await stage.rows()).toEqual([]);
  });

  test('waits while no adapter of its platform runs', async () => {
    const other = new ScriptedPlatform(stage.clock, 'other');
    await stage.say('u1', 'k1', { to: { platform: 'other', realm: 'r', user: 'u1' } });
    const dispatcher = await stage.started();
    await stage.clock.advance(MINUTE);
    expect(await stage.states()).toEqual({ k1: 'waiting' });
    stage.adapters.set('other', other.adapter);
    dispatcher.wake();
    await stage.clock.advance(0);
    expect(other.keys()).toEqual(['k1']);
  });

  test('that another process said is seen within ten seconds', async () => {
    await stage.started();
    await stage.clock.advance(0);
    const { databaseOn } = await import('../../db/open.ts');
    const { openSqlite } = await import('../../db/dialects/sqlite.ts');
    const engine = await openSqlite(stage.db.url);
    await stage.outbox(
      (outbox) =>
        outbox.say({
          to: { platform: 'test', realm: 'r', user: 'u1' },
          lang: 'fr',
          what: { kind: 'channel-lost', channel: 1 },
          key: 'script',
        }),
      databaseOn(engine, { clock: stage.clock }).unitOfWork,
    );
    await engine.close();
    await stage.clock.advance(10 * SECOND);
    expect(stage.platform.keys()).toEqual(['script']);
  });
});

describe('a lane', () => {
  test('keeps the order in which its messages were said, whatever fails in between', async () => {
    for (const key of ['a', 'b', 'c']) await stage.say('c1', key);
    stage.platform.next('c1', { retryAfterMs: 7000, scope: 'lane' }, { retryAfterMs: 0, scope: 'lane' });
    await stage.started();
    await stage.clock.advance(MINUTE);
    expect(stage.platform.keys()).toEqual(['a', 'b', 'c']);
    // Retry-After, then the back-off of the second failure.
    expect(stage.platform.sends.map(({ at }) => at - MONDAY)).toEqual([0, 7000, 9000, 9000, 9000]);
  });

  test('never waits for another', async () => {
    await stage.say('u1', 'slow');
    await stage.say('u1', 'behind');
    for (let n = 2; n < 30; n += 1) await stage.say(`u${n}`, `k${n}`);
    stage.platform.next('u1', { after: 20_000 });
    await stage.started();
    await stage.clock.advance(0);
    expect(stage.platform.keys()).toHaveLength(28);
    await stage.clock.advance(20_000);
    expect(stage.platform.keys().slice(28)).toEqual(['slow', 'behind']);
  });

  test('takes turns with the others when there are more than can be worked at once', async () => {
    for (let n = 0; n < 20; n += 1) await stage.say('c1', `long${n}`);
    for (let n = 0; n < 20; n += 1) await stage.say(`u${n}`, `k${n}`);
    await stage.dispatcher().drain();
    const order = stage.platform.keys();
    expect(order).toHaveLength(40);
    // The long lane is not done before everybody else has had their turn.
    expect(order.indexOf('k19')).toBeLessThan(order.indexOf('long19'));
  });

  test('is worked by eight hands a realm at most', async () => {
    for (let n = 0; n < 12; n += 1) {
      await stage.say(`u${n}`, `k${n}`);
      stage.platform.next(`u${n}`, { after: 1000 });
    }
    await stage.say('other/u50', 'elsewhere');
    await stage.started();
    await stage.clock.advance(0);
    expect(stage.platform.sends).toHaveLength(9);
    await stage.clock.advance(1000);
    expect(stage.platform.sends).toHaveLength(13);
  });

  test('goes on behind a message that can never be sent, which is parked and told once', async () => {
    await stage.say('u1', 'bad');
    await stage.say('u1', 'good');
    stage.platform.next('u1', { permanent: 'invalid' });
    await stage.started();
    await stage.clock.advance(10 * MINUTE);
    expect(stage.platform.keys()).toEqual(['good']);
    expect(await stage.rows()).toMatchObject([
      { key: 'bad', state: 'parked', failure: 'invalid' },
      { key: 'good', state: 'sent' },
    ]);
    expect(stage.log.filter(({ level }) => level === 'error')).toMatchObject([
      { message: 'a message is parked', fields: { failure: 'invalid', platform: 'test', realm: 'r' } },
    ]);
    expect(await stage.db.reads.delivery.parked(10)).toMatchObject([{ failure: 'invalid', realm: 'r' }]);
    expect(await stage.db.reads.delivery.figures(stage.clock.now())).toEqual({
      waiting: 0,
      doubt: 0,
      parked: 1,
      repaints: 0,
      oldest: null,
    });
  });

  test('to a channel that is gone tells that it is lost; a person who is gone is not', async () => {
    await stage.say('c1', 'a');
    await stage.say('u1', 'b');
    stage.platform.next('c1', { permanent: 'gone' });
    stage.platform.next('u1', { permanent: 'gone' });
    await stage.dispatcher().drain();
    expect(stage.lost).toEqual([{ platform: 'test', realm: 'r', channel: 'c1', team: 't' }]);
  });

  test('backs off twice as long each time, five minutes at most', async () => {
    await stage.say('u1', 'k');
    stage.platform.next(
      'u1',
      ...Array.from({ length: 11 }, () => ({ retryAfterMs: 0, scope: 'lane' as const })),
    );
    await stage.started();
    await stage.clock.advance(60 * MINUTE);
    const at = stage.platform.sends.map((send) => (send.at - MONDAY) / SECOND);
    expect(at.slice(1).map((instant, n) => instant - (at[n] ?? 0))).toEqual([
      1, 2, 4, 8, 16, 32, 64, 128, 256, 300, 300,
    ]);
    expect(stage.platform.keys()).toEqual(['k']);
  });

  test('ends its waits once the clock is set back, but not what is to leave later', async () => {
    await stage.say('u1', 'failed');
    stage.platform.next('u1', { retryAfterMs: 10 * MINUTE, scope: 'realm' });
    await stage.say('u2', 'later', { notBefore: stage.clock.now() + MINUTE });
    await stage.started();
    await stage.clock.advance(SECOND);
    stage.clock.setBack(60 * MINUTE);
    await stage.clock.advance(10 * SECOND);
    expect(stage.platform.keys()).toEqual(['failed']);
    await stage.clock.advance(MINUTE);
    expect(stage.platform.keys()).toEqual(['failed', 'later']);
  });

  test('whose message cannot be rendered tries again, then parks it', async () => {
    await stage.ideas(1);
    await stage.card(1);
    await stage.say('c1', 'behind');
    stage.words.set('card 1', new Error('broken'));
    await stage.started();
    await stage.clock.advance(5000);
    expect(stage.platform.sends).toEqual([]);
    await stage.clock.advance(60 * MINUTE);
    expect(await stage.rows()).toMatchObject([{ state: 'parked', failure: 'rendering' }, { state: 'sent' }]);
  });
});

describe('a realm', () => {
  test('that is limited pauses all its lanes, those that are new as well, and no other realm', async () => {
    await stage.say('u1', 'a');
    stage.platform.next('u1', { retryAfterMs: 30_000, scope: 'realm' });
    await stage.started();
    await stage.clock.advance(0);
    await stage.say('u2', 'b');
    await stage.say('c1', 'c');
    await stage.say('other/u3', 'd');
    await stage.clock.advance(29_999);
    expect(stage.platform.keys()).toEqual(['d']);
    await stage.clock.advance(1);
    expect([...stage.platform.keys()].sort()).toEqual(['a', 'b', 'c', 'd']);
  });

  test('stays paused over a restart', async () => {
    await stage.say('u1', 'a');
    stage.platform.next('u1', { retryAfterMs: 30_000, scope: 'realm' });
    await stage.dispatcher().drain();
    await stage.say('u2', 'b');
    const next = stage.dispatcher();
    await next.drain();
    expect(stage.platform.keys()).toEqual([]);
    await stage.clock.advance(30_000);
    await next.drain();
    expect([...stage.platform.keys()].sort()).toEqual(['a', 'b']);
  });
});

describe('seeds', () => {
  test('are put under the message after it was sent', async () => {
    await stage.ideas(1);
    await stage.card(1);
    stage.words.set('card 1', said('card', ['👍', '👎']));
    await stage.dispatcher().drain();
    expect(stage.platform.standing[0]?.seeds).toEqual(['👍', '👎']);
  });

  test('that take their time hold the next message of the lane no longer than that', async () => {
    await stage.ideas(1);
    await stage.card(1);
    await stage.say('c1', 'next');
    stage.words.set('card 1', said('card', ['👍']));
    stage.platform.seedFates.push({ after: 3000 });
    await stage.started();
    await stage.clock.advance(3000);
    expect(stage.platform.sends.map(({ at }) => at - MONDAY)).toEqual([0, 3000]);
  });

  test('that fail for now are put there later, and hold nothing meanwhile', async () => {
    await stage.ideas(1);
    await stage.card(1);
    await stage.say('c1', 'next');
    stage.words.set('card 1', said('card', ['👍']));
    const pause = { retryAfterMs: 7_000, scope: 'lane' } as const;
    stage.platform.seedFates.push(pause, { throws: new Error('odd') }, 'lost request');
    await stage.started();
    await stage.clock.advance(6_999);
    expect(stage.platform.standing.map(({ seeds, text }) => [text, seeds.length])).toEqual([
      ['card', 0],
      ['channel-lost 0', 0],
    ]);
    await stage.clock.advance(MINUTE);
    expect(stage.platform.standing[0]?.seeds).toEqual(['👍']);
    expect([stage.platform.sends.length, stage.logged('warn')]).toEqual([2, []]);
  });

  test.each([
    ['too often', async () => void (await stage.clock.advance(10 * MINUTE))],
    ['until the box stops', async () => {}],
  ])('that fail %s are told once, and no longer tried', async (_, pass) => {
    await stage.ideas(1);
    await stage.card(1);
    stage.words.set('card 1', said('card', ['👍']));
    stage.platform.seedFates.push(...Array.from({ length: 99 }, () => ({ throws: new Error('odd') })));
    const run = await stage.started();
    await stage.clock.advance(1_500);
    await pass();
    await run.stop(0);
    await settled();
    const left = stage.platform.seedFates.length;
    expect(stage.logged('warn')).toEqual(['a message could not be seeded with reactions']);
    await stage.clock.advance(10 * MINUTE);
    expect(stage.platform.seedFates).toHaveLength(left);
    expect(left).toBeGreaterThanOrEqual(99 - 6);
  });

  test('that fail are told, and the message is not sent again', async () => {
    await stage.ideas(1);
    await stage.card(1);
    stage.words.set('card 1', said('card', ['👍']));
    stage.platform.seedFates.push({ permanent: 'refused' });
    const dispatcher = stage.dispatcher();
    await dispatcher.drain();
    await stage.clock.advance(10 * MINUTE);
    await dispatcher.drain();
    expect(stage.platform.sends).toHaveLength(1);
    expect(stage.logged('warn')).toEqual(['a message could not be seeded with reactions']);
  });
});

describe('a notice', () => {
  test('leaves no trace of which idea its reader was told of', async () => {
    const decision = await decide(stage);
    await stage.say('u1', 'a', { what: { kind: 'decision', decision, as: 'supporter' } });
    await stage.say('u1', 'b', { what: { kind: 'status', idea: 1, decision } });
    await stage.dispatcher().drain();
    const postings = await stage.db.tables
      .selectFrom('postings')
      .select(['kind', 'idea', 'channel'])
      .execute();
    expect(postings).toEqual([
      { kind: 'notice', idea: null, channel: 'dm-u1' },
      { kind: 'notice', idea: null, channel: 'dm-u1' },
    ]);
  });
});

describe('what was sent', () => {
  test('is forgotten after its time: rows, notices and empty lanes, not cards', async () => {
    await stage.ideas(1);
    await stage.card(1);
    await stage.say('u1', 'notice');
    await stage.say('u2', 'waits', { notBefore: MONDAY + 60 * MINUTE });
    await stage.dispatcher().drain();
    const forget = (at: number) => stage.db.unitOfWork.run((tx) => tx.delivery.forgetBefore(at));
    expect(await forget(MONDAY)).toBe(0);
    expect(await forget(MONDAY + 1)).toBe(2);
    expect(await stage.states()).toEqual({ waits: 'waiting' });
    expect(await stage.db.tables.selectFrom('postings').select('kind').execute()).toEqual([{ kind: 'card' }]);
    const lanes = await stage.db.tables.selectFrom('outbox_lanes').select('lane').execute();
    expect(lanes).toEqual([{ lane: 'person ["test","r","u2"]' }]);
  });
});

/** A decision on idea 1, which some notices speak of. */
async function decide(on: Stage): Promise<number> {
  await on.ideas(1);
  const { id } = await on.db.tables
    .insertInto('decisions')
    .values({
      idea: 1,
      from_status: 'new',
      to_status: 'accepted',
      answer: null,
      previous_answer: null,
      previous_answered_at: null,
      by: 1,
      at: MONDAY,
      undone_at: null,
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  return id;
}

describe('a channel where nothing may be said', () => {
  const forbid = (times: number) =>
    stage.platform.next('c1', ...Array.from({ length: times }, () => ({ forbidden: true as const })));

  test('keeps its messages in order, tries less and less often, and says them once it is allowed', async () => {
    await stage.ideas(1, 2);
    await stage.card(1);
    await stage.card(2);
    forbid(7);
    await stage.started();
    await stage.clock.advance(2 * 60 * MINUTE);
    const tries = stage.platform.sends.map(({ at }) => (at - MONDAY) / MINUTE);
    expect(tries).toEqual([0, 1, 3, 7, 15, 30, 45, 60, 60]);
    expect(stage.platform.texts('c1')).toHaveLength(2);
    expect(Object.values(await stage.states())).toEqual(['sent', 'sent']);
  });

  test('is told once, in the log and to the box, over a restart too, and is not lost', async () => {
    await stage.ideas(1);
    await stage.card(1);
    forbid(20);
    const first = await stage.started();
    await stage.clock.advance(10 * MINUTE);
    await first.stop(0);
    await stage.started();
    await stage.clock.advance(60 * MINUTE);
    expect(stage.forbidden).toMatchObject([{ channel: 'c1' }]);
    expect(stage.logged('warn')).toEqual([
      'nothing may be said in a channel: what is for it waits until somebody allows it',
    ]);
    expect(stage.lost).toEqual([]);
  });

  test('of a person there is nobody to allow it: the message is parked', async () => {
    await stage.say('u1', 'k1');
    stage.platform.next('u1', { forbidden: true });
    await stage.dispatcher().drain();
    expect(await stage.states()).toMatchObject({ k1: 'parked' });
    expect(stage.forbidden).toEqual([]);
  });
});
