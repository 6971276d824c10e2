import { describe, expect, test } from '@jest/globals';
import { privately } from '../../contract/samples.ts';
import { onStand, stand } from './on-stand.ts';
import { SlackStand, texts } from './slack-stand.ts';

onStand();

describe('reactions', () => {
  test('are dated by Slack, whenever they arrive', async () => {
    await stand.start();
    const { ts } = stand.labo.webhook('Bonjour');
    await stand.context.clock.advance(5_000);
    const at = stand.context.clock.now();
    stand.anais.react({ channelId: stand.labo.id, ts }, 'thumbsup');
    expect(await stand.arrival('mark')).toMatchObject({ at, emoji: '👍', added: true });
  });

  test('of our own bot never arrive, not even those it put as another workspace of ours', async () => {
    const occitanie = stand.slack.workspace('Occitanie');
    await stand.start([stand.bretagne, occitanie]);
    const event = {
      type: 'reaction_added',
      reaction: '+1',
      item: { type: 'message', channel: stand.labo.id, ts: '1.2' },
      event_ts: '1.3',
    };
    for (const [index, user] of [stand.bretagne.bot.id, occitanie.bot.id, stand.anais.id].entries()) {
      const body = {
        type: 'event_callback',
        event_id: `Ev${index}`,
        team_id: stand.bretagne.id,
        event: { ...event, user },
      };
      await stand.slack.http.post(JSON.stringify(body), { contentType: 'application/json' });
    }
    await stand.arrival('mark');
    expect(stand.box.arrivals.map(({ by }) => by.user)).toEqual([stand.anais.id]);
  });

  test('that are refused are told once, to that person alone, in the channel', async () => {
    await stand.start();
    stand.box.answer(privately('Les votes sont clos.'));
    stand.anais.react({ channelId: stand.labo.id, ts: stand.labo.webhook('Bonjour').ts }, '+1');
    await stand.until(() => stand.anais.whisper);
    expect(stand.anais.whisper?.text).toBe('Les votes sont clos.');
    expect(texts(stand.yann.sees(stand.labo))).toEqual(['Bonjour']);
  });
});

test.each([-90_000, -10_000, 10_000, 90_000])(
  'what Slack dates stands after a command before it, its clock %d ms ahead',
  async (aheadMs) => {
    const apart = await SlackStand.make('http', aheadMs);
    try {
      await apart.start();
      const { ts } = apart.labo.webhook('Bonjour');
      await apart.anais.command('/idee', 'contre #1', apart.labo);
      const { at } = await apart.arrival('command');
      await apart.context.clock.advance(2_500);
      apart.anais.react({ channelId: apart.labo.id, ts }, 'thumbsup');
      const mark = await apart.arrival('mark');
      expect(mark.at - at).toBeGreaterThan(1_000);
      expect(mark.at - at).toBeLessThan(4_000);
    } finally {
      await apart.close();
    }
  },
);
