import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { MONDAY } from '../manual-clock.ts';
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
