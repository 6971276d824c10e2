import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { MONDAY } from '../manual-clock.ts';
import { Stage, said } from './stage.ts';

const SECOND = 1000;
const MINUTE = 60 * SECOND;

let stage: Stage;
beforeEach(async () => {
  stage = await Stage.open();
});
afterEach(() => stage.close());

/** Publishes the cards of some ideas, each in channel c1. */
async function cards(...ideas: number[]): Promise<void> {
  await stage.ideas(...ideas);
  for (const idea of ideas) await stage.card(idea);
  await stage.dispatcher().drain();
}

/** Seconds since the beginning of the test, with what was painted then. */
const painted = () => stage.platform.updates.map(({ at, text }) => [(at - MONDAY) / SECOND, text]);

const takeUp = () =>
  stage.outbox((outbox) =>
    outbox.repaintIn({ platform: 'test', realm: 'r', channel: 'c1' }, stage.clock.now()),
  );

async function waiting(): Promise<number> {
  return (await stage.db.reads.delivery.figures(stage.clock.now())).repaints;
}

describe('a repaint', () => {
  test('shows what is true now, at once', async () => {
    await cards(1);
    await stage.started();
    await stage.change(1, 'changed');
    await stage.clock.advance(0);
    expect(painted()).toEqual([[0, 'changed']]);
    expect(stage.platform.texts('c1')).toEqual(['changed']);
    expect(await waiting()).toBe(0);
  });

  test('asked a hundred times is painted twice: at once, and when its time has come again', async () => {
    await cards(1);
    await stage.started();
    for (let n = 0; n < 100; n += 1) {
      await stage.change(1, `change ${n}`);
      if (n === 0) await stage.clock.advance(0);
    }
    await stage.clock.advance(MINUTE);
    expect(painted()).toEqual([
      [0, 'change 0'],
      [15, 'change 99'],
    ]);
  });

  test.each(['while the box runs', 'between two runs'])(
    'waits no longer because the clock was set back %s',
    async (when) => {
      await cards(1);
      const first = await stage.started();
      await stage.change(1, 'before');
      await stage.clock.advance(0);
      if (when === 'between two runs') await first.stop(0);
      stage.clock.setBack(60 * MINUTE);
      if (when === 'between two runs') await stage.started();
      await stage.change(1, 'after');
      await stage.clock.advance(15 * SECOND);
      expect(stage.platform.updates.map(({ text }) => text)).toEqual(['before', 'after']);
      expect(stage.log.filter(({ level }) => level === 'warn')).toHaveLength(1);
    },
  );

  test('asked while it is being painted is not lost', async () => {
    await cards(1);
    let asked = false;
    const dispatcher = await stage.started({
      render: async (what) => {
        const rendered = await stage.render(what);
        if (!asked) {
          asked = true;
          await stage.change(1, 'second');
        }
        return rendered;
      },
    });
    await stage.change(1, 'first');
    await stage.clock.advance(MINUTE);
    expect(painted()).toEqual([
      [0, 'first'],
      [15, 'second'],
    ]);
    await dispatcher.stop(0);
  });

  test('of a card in several channels paints each, in its own language', async () => {
    await stage.ideas(1);
    await stage.card(1, 'c1');
    await stage.say('c2', 'card:c2', { what: { kind: 'card', idea: 1 }, lang: 'en' });
    await stage.dispatcher().drain();
    const langs: string[] = [];
    await stage.started({
      render: async (what, lang, to) => {
        langs.push(`${lang} ${'channel' in to ? to.channel : ''}`);
        return stage.render(what);
      },
    });
    await stage.change(1, 'changed');
    await stage.clock.advance(MINUTE);
    expect(langs).toEqual(['fr c1', 'en c2']);
    expect(stage.platform.updates).toHaveLength(2);
  });

  test('of a posting that is gone is never tried again', async () => {
    await cards(1);
    stage.platform.updateFates.push({ permanent: 'gone' });
    await stage.started();
    await stage.change(1, 'a');
    await stage.clock.advance(MINUTE);
    await stage.change(1, 'b');
    await stage.clock.advance(MINUTE);
    expect(stage.platform.updates).toHaveLength(1);
    const posting = await stage.db.tables.selectFrom('postings').select('gone_at').executeTakeFirst();
    expect(posting).toEqual({ gone_at: MONDAY });
    expect(await waiting()).toBe(0);
  });

  test('that nobody allows is kept, tried ever less often, and painted once somebody does', async () => {
    await stage.ideas(1);
    await stage.card(1);
    await stage.started();
    await stage.clock.advance(MINUTE);
    stage.platform.updateFates.push(...Array.from({ length: 4 }, () => ({ forbidden: true }) as const));
    const since = stage.clock.now();
    await stage.change(1, 'Deux votes');
    await stage.clock.advance(60 * MINUTE);
    const tries = stage.platform.updates.map(({ at }) => Math.round((at - since) / MINUTE));
    expect(tries).toEqual([0, 1, 3, 7, 15]);
    expect(stage.platform.texts('c1')).toEqual(['Deux votes']);
    expect(stage.logged('warn')).toEqual([]);
  });

  test('in a channel that is lost waits, and is painted at once when the channel is taken up', async () => {
    await cards(1, 2);
    stage.platform.updateFates.push({ lost: true }, { lost: true });
    await stage.started();
    await stage.change(1, 'a');
    await stage.change(2, 'b');
    await stage.clock.advance(30 * SECOND);
    const channel = { platform: 'test', realm: 'r', team: 't', channel: 'c1' };
    expect(stage.lost).toEqual([channel, channel]);
    await takeUp();
    await stage.clock.advance(2 * SECOND);
    expect(stage.platform.texts('c1')).toEqual(['a', 'b']);
    expect(await waiting()).toBe(0);
  });

  test('of what was taken for gone with its channel is asked again when the channel is taken up', async () => {
    await cards(1, 2);
    stage.platform.updateFates.push({ permanent: 'gone' }, { permanent: 'gone' });
    await stage.started();
    await stage.change(1, 'a');
    await stage.change(2, 'b');
    await stage.clock.advance(MINUTE);
    // One of them was deleted.
    stage.platform.standing.splice(1, 1);
    await takeUp();
    await stage.clock.advance(MINUTE);
    expect(stage.platform.texts('c1')).toEqual(['a']);
    const rows = await stage.db.tables.selectFrom('postings').select('gone_at').orderBy('id').execute();
    expect(rows).toEqual([{ gone_at: null }, { gone_at: expect.any(Number) }]);
    await stage.change(1, 'c');
    await stage.clock.advance(MINUTE);
    expect(stage.platform.texts('c1')).toEqual(['c']);
  });

  test('that is refused is told once and dropped, until it is asked again', async () => {
    await cards(1);
    stage.platform.updateFates.push({ permanent: 'refused' });
    await stage.started();
    await stage.change(1, 'a');
    await stage.clock.advance(MINUTE);
    expect(stage.logged('warn')).toEqual(['a posting cannot be repainted']);
    await stage.change(1, 'b');
    await stage.clock.advance(MINUTE);
    expect(stage.platform.texts('c1')).toEqual(['b']);
  });

  test('in doubt, hanging or failing for now is painted again, later each time', async () => {
    await cards(1);
    stage.platform.updateFates.push(
      'lost answer',
      'hang',
      { throws: new TypeError('bug') },
      {
        retryAfterMs: 20_000,
        scope: 'lane',
      },
    );
    await stage.started();
    await stage.change(1, 'changed');
    await stage.clock.advance(2 * MINUTE);
    // The queue's pace is one in 1.5 s; then back-offs of 2 and 4 s after the hanging 30 s, and Retry-After.
    expect(painted().map(([at]) => at)).toEqual([0, 1.5, 33.5, 37.5, 57.5]);
    expect(await waiting()).toBe(0);
  });

  test('is dropped where nothing can be painted afresh', async () => {
    await stage.close();
    stage = await Stage.open('update');
    await cards(1);
    await stage.change(1, 'a');
    await stage.dispatcher().drain();
    expect(await waiting()).toBe(0);
    expect(stage.platform.texts('c1')).toEqual(['card 1']);
  });

  test('survives a restart', async () => {
    await cards(1);
    stage.platform.updateFates.push('hang');
    const dead = { now: () => stage.clock.now(), sleep: () => new Promise<void>(() => {}) };
    await stage.change(1, 'changed');
    await stage.started({ clock: dead });
    await stage.clock.advance(0);
    expect(stage.platform.updates).toHaveLength(1);
    await stage.started();
    await stage.clock.advance(0);
    expect(stage.platform.texts('c1')).toEqual(['changed']);
  });
});

describe('a repaint asked before its posting exists', () => {
  test('while the card waits is not needed: the card says what is true when it leaves', async () => {
    await stage.ideas(1);
    await stage.card(1);
    await stage.change(1, 'changed');
    await stage.started();
    await stage.clock.advance(MINUTE);
    expect(stage.platform.texts('c1')).toEqual(['changed']);
    expect(stage.platform.updates).toEqual([]);
  });

  test('between the rendering of the card and its sending follows it', async () => {
    await stage.ideas(1);
    await stage.card(1);
    let once = true;
    await stage.started({
      render: async (what) => {
        const rendered = await stage.render(what);
        if (once) {
          once = false;
          await stage.change(1, 'changed');
        }
        return rendered;
      },
    });
    await stage.clock.advance(0);
    expect(stage.platform.texts('c1')).toEqual(['changed']);
    expect(painted()).toEqual([[0, 'changed']]);
  });

  test('while the card is being sent follows it', async () => {
    await stage.ideas(1);
    await stage.card(1);
    stage.platform.next('c1', { after: 5000 });
    await stage.started();
    await stage.clock.advance(1000);
    await stage.change(1, 'changed');
    await stage.clock.advance(4000);
    expect(painted()).toEqual([[5, 'changed']]);
  });

  test('while the card is in doubt follows it once it is found', async () => {
    await stage.ideas(1);
    await stage.card(1);
    stage.platform.next('c1', 'lost answer');
    await stage.started();
    await stage.clock.advance(30 * SECOND);
    await stage.change(1, 'changed');
    await stage.clock.advance(30 * SECOND);
    expect(painted()).toEqual([[60, 'changed']]);
  });

  test('of a digest follows it too', async () => {
    await stage.ideas(1);
    const digest = await archive();
    // All of it is in the digest itself.
    stage.words.set(`digest-rest ${digest}`, null);
    await stage.say('c1', 'digest', { what: { kind: 'digest', digest } });
    stage.platform.next('c1', { after: 5000 });
    await stage.started();
    await stage.clock.advance(1000);
    stage.words.set(`digest ${digest}`, said('without it'));
    await stage.outbox((outbox) => outbox.repaintDigests(1));
    await stage.clock.advance(MINUTE);
    expect(painted()).toEqual([[5, 'without it']]);
    await stage.outbox((outbox) => outbox.repaintDigests(1));
    await stage.outbox((outbox) => outbox.repaint(1));
    await stage.clock.advance(MINUTE);
    expect(painted()).toHaveLength(2);
  });
});

describe('a queue of repaints', () => {
  test("keeps the adapter's pace", async () => {
    await cards(1, 2, 3, 4);
    await stage.started();
    for (const idea of [1, 2, 3, 4]) await stage.change(idea, `new ${idea}`);
    await stage.clock.advance(MINUTE);
    expect(painted()).toEqual([
      [0, 'new 1'],
      [1.5, 'new 2'],
      [3, 'new 3'],
      [4.5, 'new 4'],
    ]);
  });

  test('keeps it over a restart', async () => {
    await cards(1, 2);
    await stage.change(1, 'new 1');
    await stage.change(2, 'new 2');
    await stage.dispatcher().drain();
    await stage.dispatcher().drain();
    expect(painted()).toEqual([[0, 'new 1']]);
  });

  test('serves the least recently painted first: a busy card does not starve the others', async () => {
    stage.platform.pace = { repaintsPerMinute: 6, perPostingMs: 0 };
    await cards(1, 2, 3);
    await stage.started();
    for (let n = 0; n < 6; n += 1) {
      await stage.change(1, 'busy');
      if (n === 1) await stage.change(3, 'new 3');
      if (n === 2) await stage.change(2, 'new 2');
      await stage.clock.advance(10 * SECOND);
    }
    expect(painted().map(([, text]) => text)).toEqual([
      'busy',
      'new 3',
      'busy',
      'new 2',
      'busy',
      'busy',
      'busy',
    ]);
  });

  test('of one team does not wait for another', async () => {
    await stage.ideas(1, 2);
    await stage.card(1);
    await stage.say('c2', 'k', {
      to: { platform: 'test', realm: 'r', channel: 'c2', team: 'other' },
      what: { kind: 'card', idea: 2 },
    });
    await stage.dispatcher().drain();
    await stage.started();
    await stage.change(1, 'new 1');
    await stage.change(2, 'new 2');
    await stage.clock.advance(0);
    expect(painted()).toHaveLength(2);
  });

  test('rests as long as its realm is limited, and messages go on', async () => {
    await cards(1, 2);
    stage.platform.updateFates.push({ retryAfterMs: 30_000, scope: 'realm' });
    await stage.started();
    await stage.change(1, 'new 1');
    await stage.change(2, 'new 2');
    await stage.clock.advance(SECOND);
    await stage.say('u1', 'message');
    await stage.clock.advance(MINUTE);
    expect(painted()).toEqual([
      [0, 'new 1'],
      [30, 'new 1'],
      [31.5, 'new 2'],
    ]);
    expect(stage.platform.sends.at(-1)).toEqual({ key: 'message', at: MONDAY + SECOND });
  });

  test('takes no place of a message: eight queues that hang do not keep one waiting', async () => {
    const ideas = Array.from({ length: 10 }, (_, n) => n + 1);
    await stage.ideas(...ideas);
    for (const idea of ideas) {
      const to = { platform: 'test', realm: 'r', channel: `c${idea}`, team: `t${idea}` };
      await stage.say('c', `k${idea}`, { to, what: { kind: 'card', idea } });
    }
    await stage.dispatcher().drain();
    stage.platform.updateFates.push(...ideas.map(() => 'hang' as const));
    await stage.started();
    for (const idea of ideas) await stage.change(idea, 'new');
    await stage.clock.advance(0);
    expect(stage.platform.updates).toHaveLength(8);
    await stage.say('u1', 'message');
    await stage.clock.advance(0);
    expect(stage.platform.keys()).toContain('message');
  });

  test('never delays a message, however many wait or hang', async () => {
    const ideas = Array.from({ length: 30 }, (_, n) => n + 1);
    await cards(...ideas);
    stage.platform.updateFates.push('hang', 'hang', 'hang');
    await stage.started();
    for (const idea of ideas) await stage.change(idea, `new ${idea}`);
    await stage.clock.advance(0);
    for (let n = 0; n < 10; n += 1) await stage.say('c1', `m${n}`);
    await stage.clock.advance(0);
    expect(stage.platform.sends.slice(30).map(({ at }) => at - MONDAY)).toEqual(Array(10).fill(0));
  });
});

/** A digest that shows idea 1. */
async function archive(): Promise<number> {
  const { tables } = stage.db;
  const { id } = await tables
    .insertInto('digests')
    .values({
      lab: 1,
      period_start: 0,
      period_end: 1,
      week: '2026-W47',
      zone: 'Europe/Paris',
      ideas: 1,
      votes: 1,
      votes_before: 0,
      answers: 0,
      at: MONDAY,
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  await tables
    .insertInto('digest_entries')
    .values({ digest: id, section: 'top', position: 1, idea: 1, gained: 1, votes_for: 1, status: 'new' })
    .execute();
  return id;
}
