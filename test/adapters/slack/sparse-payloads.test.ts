import { afterEach, expect, test } from '@jest/globals';
import { note } from '../../contract/samples.ts';
import { SlackStand } from './slack-stand.ts';

/** What is absent in Slack's payloads may be null in those of who stands in for Slack. */

let stand: SlackStand;
afterEach(() => stand.close());

async function begin(): Promise<void> {
  stand = await SlackStand.make('socket');
  await stand.start();
}

test('a command whose address for answers is null is acknowledged', async () => {
  await begin();
  const payload = {
    command: '/idee',
    text: 'top',
    trigger_id: '1.2.abc',
    user_id: stand.anais.id,
    team_id: stand.bretagne.id,
    channel_id: stand.labo.id,
    response_url: null,
  };
  await stand.slack.resend({ kind: 'slash_commands', payload, retry: null });
  await stand.arrival('command');
  expect(stand.slack.deliveries.at(-1)?.receipt?.acked).toBe(true);
});

test('a message to the box alone whose subtype and bot are null is a command', async () => {
  await begin();
  await stand.slack.events.tell({
    type: 'event_callback',
    team_id: stand.bretagne.id,
    event_id: 'Ev1',
    event: {
      type: 'message',
      channel: 'D012AB3CD',
      channel_type: 'im',
      subtype: null,
      bot_id: null,
      user: stand.anais.id,
      text: 'top',
      ts: '1700000000.000100',
    },
  });
  expect((await stand.arrival('command')).text).toEqual(['top']);
});

/** An event that names only this. */
const tell = (eventId: string, event: { type: string }) =>
  stand.slack.events.tell({ type: 'event_callback', team_id: stand.bretagne.id, event_id: eventId, event });

test('a reaction that does not say when it was made was made now', async () => {
  await begin();
  const item = { type: 'message', channel: stand.labo.id, ts: '1700000000.000100' };
  await tell('Ev1', { type: 'reaction_added', user: stand.anais.id, reaction: '+1', item } as never);
  expect(await stand.arrival('mark')).toMatchObject({ emoji: '👍', at: stand.context.clock.now() });
});

test('a message in the conversation with the box whose kind of channel is not told is a command', async () => {
  await begin();
  const written = { type: 'message', user: stand.anais.id, text: 'top', ts: '1700000000.000100' };
  await tell('Ev1', { ...written, channel: stand.labo.id } as never);
  await tell('Ev2', { ...written, channel: 'D012AB3CD' } as never);
  expect((await stand.arrival('command')).where.channel).toBe('D012AB3CD');
  expect(stand.box.of('command')).toHaveLength(1);
});

test('a bot whose id is not told finds what it sent by its user', async () => {
  stand = await SlackStand.make();
  const told = {
    ok: true,
    url: 'https://bretagne.slack.com/',
    team_id: stand.bretagne.id,
    user_id: stand.bretagne.bot.id,
  };
  const send = globalThis.fetch;
  globalThis.fetch = async (input, init) =>
    String(input).endsWith('/auth.test') ? Response.json(told) : send(input, init);
  try {
    await stand.start();
  } finally {
    globalThis.fetch = send;
  }
  const where = {
    platform: 'slack',
    realm: stand.bretagne.id,
    team: stand.bretagne.id,
    channel: stand.labo.id,
  };
  const sent = await stand.adapter.send(where, note('Carte'), 'k');
  expect(await stand.adapter.findSent?.(where, 'k', stand.context.clock.now() - 1_000)).toEqual(sent);
});
