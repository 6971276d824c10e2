import { afterEach, beforeEach, expect, test } from '@jest/globals';
import type { Fate } from './scripted-platform.ts';
import { Stage } from './stage.ts';

const MINUTE = 60_000;
const ON = { platform: 'test', realm: 'r', team: 't', channel: 'c1', message: 'theirs' };

let stage: Stage;
beforeEach(async () => {
  stage = await Stage.open();
  await stage.ideas(1, 2);
});
afterEach(() => stage.close());

/** Where nobody can look, a card whose answer was lost is given up. */
async function giveUp(fate: Fate, say: () => Promise<unknown>): Promise<void> {
  await say();
  stage.platform.next('c1', fate);
  if (fate === 'lost answer') stage.platform.lookAnswers.push('cannot tell', 'cannot tell');
  const run = await stage.started();
  await stage.clock.advance(5 * MINUTE);
  await run.stop(0);
}

const recognise = (idea: number, on = ON, triedBy = stage.clock.now()) =>
  stage.db.unitOfWork.run(({ delivery }) =>
    delivery.recognise(on, idea, { now: stage.clock.now(), triedBy }),
  );
const postings = () => stage.db.tables.selectFrom('postings').select(['kind', 'idea', 'message']).execute();

test('a message that is older than the first try of a card is another one', async () => {
  await giveUp('lost answer', () => stage.card(1));
  expect(await recognise(1, ON, stage.clock.now() - 60 * MINUTE)).toBeNull();
});

test('what follows a card in doubt waits no longer once the card is known', async () => {
  stage.platform.next('c1', 'lost answer');
  await stage.card(1);
  await stage.started();
  await stage.clock.advance(1);
  await stage.card(2);
  expect(await recognise(1)).toEqual({ kind: 'card', idea: 1 });
  await stage.clock.advance(1);
  expect(stage.platform.texts('c1')).toEqual(['card 1', 'card 2']);
});

test('a card that was given up and stands is known from there on, and painted afresh', async () => {
  await giveUp('lost answer', () => stage.card(1));
  expect(await stage.states()).toEqual({ 'card:1:c1': 'parked' });
  expect(await recognise(1)).toEqual({ kind: 'card', idea: 1 });
  expect(await stage.states()).toEqual({ 'card:1:c1': 'sent' });
  expect(await postings()).toEqual([{ kind: 'card', idea: 1, message: 'theirs' }]);
  expect(await stage.db.tables.selectFrom('repaints').select(['posting', 'wanted']).execute()).toEqual([
    { posting: 1, wanted: 1 },
  ]);
  expect(await recognise(1, { ...ON, message: 'another' })).toBeNull();
});

test('of one in doubt nobody looks any more, and its lane goes on', async () => {
  await stage.card(1);
  stage.platform.next('c1', 'lost answer');
  await stage.started();
  await stage.card(2);
  await stage.clock.advance(1000);
  expect(await stage.states()).toEqual({ 'card:1:c1': 'doubt', 'card:2:c1': 'waiting' });
  expect(await recognise(1)).toEqual({ kind: 'card', idea: 1 });
  await stage.clock.advance(2 * MINUTE);
  expect(await stage.states()).toEqual({ 'card:1:c1': 'sent', 'card:2:c1': 'sent' });
  expect(stage.platform.looks).toEqual([]);
});

test('a card that was refused stands nowhere', async () => {
  await giveUp({ permanent: 'refused' }, () => stage.card(1));
  expect(await recognise(1)).toBeNull();
  expect(await stage.states()).toEqual({ 'card:1:c1': 'parked' });
});

test('the card of another idea, or of another channel, is none; nor where it may be a digest', async () => {
  await giveUp('lost answer', () => stage.card(1));
  expect(await recognise(2)).toBeNull();
  expect(await recognise(1, { ...ON, channel: 'c2' })).toBeNull();
  await giveUp('lost answer', () => stage.card(2));
  await giveUp('lost answer', () => stage.say('c1', 'd', { what: { kind: 'digest', digest: 1 } }));
  expect(await recognise(1)).toBeNull();
  expect(await postings()).toEqual([]);
});

test('of two cards that were given up each is known by its idea', async () => {
  await giveUp('lost answer', () => stage.card(1));
  await giveUp('lost answer', () => stage.card(2));
  expect(await recognise(2)).toEqual({ kind: 'card', idea: 2 });
  expect(await stage.states()).toEqual({ 'card:1:c1': 'parked', 'card:2:c1': 'sent' });
});
