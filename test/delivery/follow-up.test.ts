import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { isChannel } from '../../src/chat/place.ts';
import { Stage } from './stage.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

let stage: Stage;
beforeEach(async () => {
  stage = await Stage.open();
  await stage.ideas(1);
  await stage.db.tables
    .insertInto('digests')
    .values({
      ...{ id: 7, lab: 1, period_start: 0, period_end: 1, week: '2026-W47', zone: 'Europe/Paris' },
      ...{ ideas: 0, votes: 0, votes_before: 0, answers: 0, at: 0 },
    })
    .execute();
  await stage.db.tables
    .insertInto('digest_entries')
    .values({ digest: 7, section: 'top', position: 6, idea: 1, gained: 1, votes_for: 1, status: 'new' })
    .execute();
});
afterEach(() => stage.close());

const publish = () => stage.say('c1', 'd', { what: { kind: 'digest', digest: 7 } });

/** What stands in the channel, with the thread it stands in. */
const standing = () =>
  stage.platform.standing.map(({ to, key }) => [key, isChannel(to) ? to.thread : undefined]);

test('the rest of a digest follows in its thread, once, before what is said after it', async () => {
  await publish();
  await stage.say('c1', 'later', { notBefore: stage.clock.now() + 1 });
  const dispatcher = await stage.started();
  await stage.clock.advance(HOUR);
  await dispatcher.stop(0);
  await stage.started();
  await stage.clock.advance(HOUR);
  expect(standing()).toEqual([
    ['d', undefined],
    ['d:rest', 'm1'],
    ['later', undefined],
  ]);
});

test('where nothing more is to be said it is not said', async () => {
  stage.words.set('digest-rest 7', null);
  await publish();
  await stage.started();
  await stage.clock.advance(HOUR);
  expect(standing()).toEqual([['d', undefined]]);
});

test('the rest of a digest that is refused once more, when its channel works again, is tried no more', async () => {
  stage.platform.next('c1', 'ok', { permanent: 'gone' });
  await publish();
  await stage.started();
  await stage.clock.advance(HOUR);
  expect(await stage.states()).toEqual({ d: 'sent', 'd:rest': 'parked' });
  const place = { platform: 'test', realm: 'r', channel: 'c1' };
  const again = () => stage.outbox((outbox) => outbox.revive(place, 0));
  stage.platform.next('c1', { permanent: 'gone' });
  await again();
  await stage.clock.advance(HOUR);
  await again();
  await stage.clock.advance(HOUR);
  expect(await stage.states()).toEqual({ d: 'sent', 'd:rest': 'parked' });
});

test('the rest of a digest is said in the thread of what stands, where its channel works again', async () => {
  stage.platform.next('c1', 'ok', { permanent: 'gone' });
  await publish();
  await stage.started();
  await stage.clock.advance(HOUR);
  await stage.outbox((outbox) => outbox.revive({ platform: 'test', realm: 'r', channel: 'c1' }, 0));
  await stage.clock.advance(HOUR);
  expect(standing()).toEqual([
    ['d', undefined],
    ['d:rest', 'm1'],
  ]);
});

test('a digest that never stands has no rest', async () => {
  stage.platform.next('c1', { permanent: 'refused' });
  await publish();
  await stage.started();
  await stage.clock.advance(HOUR);
  expect(await stage.states()).toEqual({ d: 'parked' });
});

test('while the digest is in doubt its rest waits, and then stands in the thread of what was found', async () => {
  stage.platform.next('c1', 'lost answer');
  await publish();
  await stage.started();
  await stage.clock.advance(59_000);
  expect(standing()).toEqual([['d', undefined]]);
  await stage.clock.advance(HOUR);
  expect(standing()).toEqual([
    ['d', undefined],
    ['d:rest', 'm1'],
  ]);
});

test('a run that dies while the rest is sent does not say it twice', async () => {
  await publish();
  const dying = await stage.started();
  stage.platform.next('c1', 'ok', 'lost answer');
  await stage.clock.advance(1000);
  await dying.stop(0);
  await stage.started();
  await stage.clock.advance(HOUR);
  expect(standing().map(([key]) => key)).toEqual(['d', 'd:rest']);
  expect(await stage.states()).toEqual({ d: 'sent', 'd:rest': 'sent' });
});

test('it is painted afresh with its digest, also long after: an idea that is withdrawn leaves both', async () => {
  await publish();
  await stage.started();
  await stage.clock.advance(HOUR);
  await stage.db.unitOfWork.run((tx) => tx.delivery.forgetBefore(stage.clock.now() + DAY));
  stage.words.set('digest-rest 7', { message: { lang: 'fr', summary: 'withdrawn', blocks: [] } });
  await stage.outbox((outbox) => outbox.repaintDigests(1));
  await stage.clock.advance(HOUR);
  expect(stage.platform.texts('c1')).toEqual(['digest 7', 'withdrawn']);
});
