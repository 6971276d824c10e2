import { afterEach, describe, expect, test } from '@jest/globals';
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

  test('that the box does not take in time comes again under the same id', async () => {
    await begin();
    stand.box.hold();
    react();
    const { id } = await stand.arrival('mark');
    await turns(20);
    await stand.context.clock.advance(3_000);
    expect((await stand.arrival('mark', 2)).id).toBe(id);
    expect(acknowledged()[0]).toBe(false);
    stand.box.release();
    await stand.until(() => acknowledged()[1] !== null);
    expect(acknowledged()).toEqual([false, true]);
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
