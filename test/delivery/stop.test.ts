import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { MONDAY, settled } from '../manual-clock.ts';
import { Stage } from './stage.ts';

let stage: Stage;
beforeEach(async () => {
  stage = await Stage.open();
});
afterEach(() => stage.close());

test('a stop waits for what is in hand and begins nothing new', async () => {
  await stage.say('u1', 'in hand');
  await stage.say('u1', 'behind');
  stage.platform.next('u1', { after: 3000 });
  const dispatcher = await stage.started();
  await stage.clock.advance(0);
  let stopped = false;
  const stopping = dispatcher.stop(5000).then(() => {
    stopped = true;
  });
  await stage.say('u2', 'too late');
  await stage.clock.advance(2999);
  expect(stopped).toBe(false);
  await stage.clock.advance(1);
  await stopping;
  await stage.clock.advance(60_000);
  expect(await stage.states()).toEqual({ 'in hand': 'sent', behind: 'waiting', 'too late': 'waiting' });
  expect(stage.clock.sleeping).toBe(0);
});

test('a stop leaves no sleep behind and can be asked twice', async () => {
  const dispatcher = await stage.started();
  await stage.say('u1', 'k');
  await stage.clock.advance(0);
  await dispatcher.stop(5000);
  await dispatcher.stop(5000);
  expect(stage.clock.sleeping).toBe(0);
});

test('what was not sent is sent by the next run', async () => {
  const dispatcher = stage.dispatcher();
  await dispatcher.stop(0);
  await stage.say('u1', 'k');
  await dispatcher.drain();
  expect(stage.platform.sends).toEqual([]);
  await stage.dispatcher().drain();
  expect(stage.platform.keys()).toEqual(['k']);
});

test('a stop between rendering and sending sends nothing, and nothing is in doubt', async () => {
  await stage.say('u1', 'k');
  let render = () => {};
  const rendering = new Promise<void>((resolve) => {
    render = resolve;
  });
  const dispatcher = await stage.started({
    render: async (what) => {
      await rendering;
      return stage.render(what);
    },
  });
  await stage.clock.advance(0);
  const stopping = dispatcher.stop(5000);
  render();
  await stopping;
  expect(await stage.rows()).toMatchObject([{ state: 'waiting', attempts: 0 }]);
  await stage.dispatcher().drain();
  expect(stage.platform.keys()).toEqual(['k']);
});

test('a database that cannot be written is tried again after a while, not at once', async () => {
  await stage.say('u1', 'k');
  let broken = true;
  let tries = 0;
  await stage.started({
    unitOfWork: {
      onCommit: (listener) => stage.db.unitOfWork.onCommit(listener),
      run: (work) => {
        tries += 1;
        return broken && tries > 1 ? Promise.reject(new Error('disk full')) : stage.db.unitOfWork.run(work);
      },
    },
  });
  await stage.clock.advance(25_000);
  expect(stage.logged('error')).toEqual(['a lane failed', 'a lane failed', 'a lane failed']);
  broken = false;
  await stage.clock.advance(10_000);
  expect(stage.platform.keys()).toEqual(['k']);
});

test('a database that cannot be written for a while does not forget what was sent', async () => {
  await stage.say('u1', 'k');
  let writes = 0;
  await stage.started({
    unitOfWork: {
      onCommit: (listener) => stage.db.unitOfWork.onCommit(listener),
      run: (work) => {
        writes += 1;
        // Taking over, taking, handing over; then what became of it.
        return writes > 3 && stage.clock.now() < MONDAY + 10_000
          ? Promise.reject(new Error('disk full'))
          : stage.db.unitOfWork.run(work);
      },
    },
  });
  await stage.clock.advance(20_000);
  expect(await stage.states()).toEqual({ k: 'sent' });
  expect(stage.platform.sends).toHaveLength(1);
  expect(stage.platform.looks).toEqual([]);
});

test('a database that cannot be read is tried again after a while', async () => {
  await stage.say('u1', 'k');
  let broken = true;
  const { delivery } = stage.db.reads;
  await stage.started({
    reads: {
      ...delivery,
      realms: () => (broken ? Promise.reject(new Error('no')) : delivery.realms()),
    },
  });
  await stage.clock.advance(5000);
  expect(stage.logged('error')).toEqual(['the outbox cannot be read']);
  broken = false;
  await stage.clock.advance(5000);
  await settled();
  expect(stage.platform.keys()).toEqual(['k']);
});
