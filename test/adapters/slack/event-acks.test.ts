import { afterEach, describe, expect, test } from '@jest/globals';
import { pino } from 'pino';
import { privately } from '../../contract/samples.ts';
import { turns } from '../../contract/wait.ts';
import { SlackStand } from './slack-stand.ts';

let stand: SlackStand;
afterEach(() => stand.close());

const acknowledged = () => stand.slack.deliveries.map(({ receipt }) => receipt?.acked ?? null);

describe.each(['http', 'socket'] as const)('an event over %s', (way) => {
  async function begin(): Promise<void> {
    stand = await SlackStand.make(way);
    await stand.start();
  }
  const react = () =>
    void stand.anais.react({ channelId: stand.labo.id, ts: stand.labo.webhook('Bonjour').ts }, '+1');

  test('is acknowledged once the box has taken it', async () => {
    await begin();
    stand.box.hold();
    react();
    await stand.arrival('mark');
    await turns(20);
    expect(acknowledged()).toEqual([null]);
    stand.box.release();
    await stand.until(() => acknowledged()[0] !== null);
    expect(acknowledged()).toEqual([true]);
  });

  test.each([
    ['a reaction', 'mark', react],
    ['the home page', 'home', () => stand.anais.openHome()],
  ] as const)(
    '%s that waits for the box is acknowledged after a second, and goes on',
    async (_, kind, act) => {
      await begin();
      stand.box.answer(privately('Les votes sont clos.'));
      stand.box.hold();
      act();
      await stand.arrival(kind);
      await turns(20);
      await stand.context.clock.advance(999);
      expect(acknowledged()).toEqual([null]);
      await stand.context.clock.advance(1);
      await stand.until(() => acknowledged()[0] !== null);
      expect(acknowledged()).toEqual([true]);
      stand.box.release();
      const seen = () => [stand.anais.whisper, ...stand.anais.sees('direct')];
      await stand.until(() => seen().some((shown) => shown?.text === 'Les votes sont clos.'));
      expect(stand.box.arrivals).toHaveLength(1);
    },
  );

  test('that was acknowledged unheard holds up a stop for five seconds, no more', async () => {
    await begin();
    stand.box.hold();
    react();
    await stand.arrival('mark');
    await turns(20);
    await stand.context.clock.advance(1_000);
    await stand.until(() => acknowledged()[0]);
    let stopped = false;
    const stopping = stand.adapter.stop().then(() => {
      stopped = true;
    });
    await turns(50);
    await stand.context.clock.advance(4_999);
    await turns(50);
    expect(stopped).toBe(false);
    await stand.context.clock.advance(1);
    await stopping;
  });

  test('written to the box alone that is not taken in time comes again, and is answered once', async () => {
    const lines: string[] = [];
    stand = await SlackStand.make(way);
    stand.context.log = pino({ level: 'warn' }, { write: (line) => void lines.push(line) });
    await stand.start();
    stand.box.hold();
    stand.anais.typeInDm('top');
    stand.anais.typeInDm('mes');
    await stand.arrival('command', 2);
    await turns(20);
    await stand.context.clock.advance(3_000);
    // Those of the first time, what the box wrote meanwhile, and those that came again.
    const repeats = () => stand.slack.deliveries.filter(({ delivery }) => delivery.retry);
    await stand.until(() => repeats().length === 2);
    expect(repeats().map(({ receipt }) => receipt?.acked ?? null)).toEqual([null, null]);
    stand.box.release();
    await stand.until(() => repeats().every(({ receipt }) => receipt));
    expect(repeats().map(({ receipt }) => receipt?.acked)).toEqual([true, true]);
    expect(stand.box.of('command')).toHaveLength(2);
    expect(lines.map((line) => JSON.parse(line).msg)).toEqual([
      'slack: an event was not acknowledged, Slack sends it again',
    ]);
  });

  test('written to the box alone is acknowledged no sooner, though its person is told that it takes time', async () => {
    await begin();
    stand.box.answer(privately('Voici.'));
    stand.box.hold();
    stand.anais.typeInDm('top');
    await stand.arrival('command');
    await turns(20);
    await stand.context.clock.advance(2_000);
    const { stillRecording } = stand.context.words();
    await stand.until(() => stand.anais.sees('direct').some(({ text }) => text === stillRecording));
    expect(acknowledged()[0]).toBeNull();
    stand.box.release();
    await stand.until(() => stand.anais.sees('direct').some(({ text }) => text === 'Voici.'));
    expect(acknowledged()[0]).toBe(true);
  });

  test('that concerns nobody, or is not understood, is acknowledged at once', async () => {
    await begin();
    stand.box.hold();
    stand.anais.say(stand.labo, 'Bonjour');
    stand.labo.archive(stand.anais);
    await stand.slack.events.tell({
      type: 'event_callback',
      team_id: stand.bretagne.id,
      event_id: 'Ev1',
      event: { type: 'app_home_opened' },
    });
    await stand.until(() => acknowledged().every((one) => one !== null));
    expect(acknowledged()).not.toContain(false);
  });
});
