import { afterEach, beforeEach, expect, test } from '@jest/globals';
import type { Message } from '../../../src/chat/message.ts';
import { openStand, type Stand, withButton } from './stand.ts';

/** A private message gives way to what is known later. */

let stand: Stand;
beforeEach(async () => {
  stand = await openStand();
});
afterEach(() => stand.close());

/** What the box answers, and the way to bring what follows. */
function answers(): (message: Message | null) => void {
  let bring: (message: Message | null) => void = () => {};
  const later = new Promise<Message | null>((resolve) => {
    bring = resolve;
  });
  stand.box.answer({ kind: 'private', message: withButton('Merci'), later: () => later });
  return bring;
}

const say = () =>
  stand.does('/local/api/messages', { as: 'camille', channel: 'general', text: '/idee Un banc' });
const texts = async () =>
  (await stand.messages('camille', 'general')).map(({ content }) => JSON.stringify(content));

test('it is shown at once, and replaced where it stands, for its person alone', async () => {
  const bring = answers();
  const ears = await stand.listen('camille');
  const others = await stand.listen('yann');
  const outcome = await say();
  expect(outcome.kind).toBe('message');
  expect(await texts()).toEqual([expect.stringContaining('Merci')]);
  bring(withButton('Voir la carte'));
  await ears.hears('message', ({ message }) => JSON.stringify(message).includes('Voir la carte'));
  expect(await texts()).toEqual([expect.stringContaining('Voir la carte')]);
  expect(others.events.filter(({ event }) => event.kind === 'message')).toEqual([]);
  ears.leave();
  others.leave();
});

test('nothing more to be said leaves it as it is', async () => {
  const bring = answers();
  await say();
  bring(null);
  await stand.get('/local/api/messages?as=camille&channel=general');
  expect(await texts()).toEqual([expect.stringContaining('Merci')]);
});

test('a stop does not wait for it, and what comes afterwards is lost quietly', async () => {
  const bring = answers();
  await say();
  await stand.adapter.stop();
  bring(withButton('Voir la carte'));
  await new Promise((resolve) => setImmediate(resolve));
  // An unhandled rejection would have ended the test run.
  expect(stand.box.arrivals).toHaveLength(1);
});
