import { afterEach, expect, test } from '@jest/globals';
import type { Calls } from '../../../adapters/slack/calls.ts';
import { createClient } from '../../../adapters/slack/client.ts';
import { Homes } from '../../../adapters/slack/homes.ts';
import { looks } from '../../../adapters/slack/looking.ts';
import { Workspaces } from '../../../adapters/slack/workspaces.ts';
import { sealState } from '../../../src/chat/kit/form-state.ts';
import { note, state } from '../../contract/samples.ts';
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

test('a command without a trigger is a command, and so is the next', async () => {
  await begin();
  const payload = {
    command: '/idee',
    text: 'top',
    user_id: stand.anais.id,
    team_id: stand.bretagne.id,
    channel_id: stand.labo.id,
  };
  for (let time = 0; time < 2; time += 1) {
    await stand.slack.resend({ kind: 'slash_commands', payload, retry: null });
  }
  await stand.arrival('command', 2);
  expect(new Set(stand.box.of('command').map(({ id }) => id)).size).toBe(2);
});

test('a press without a trigger, whose instant is a number, counts where its message stands', async () => {
  await begin();
  const payload = {
    type: 'block_actions',
    user: { id: stand.anais.id },
    team: { id: stand.bretagne.id },
    channel: { id: stand.labo.id },
    message: { ts: '1700000000.000100' },
    actions: [{ type: 'button', action_id: 'vote', block_id: 'b', value: '1', action_ts: 1700000001.5 }],
  };
  await stand.slack.resend({ kind: 'interactive', payload, retry: null });
  const { at, on, where, proven } = await stand.arrival('press');
  // Nothing says that our bot posted it.
  expect(proven).toBeUndefined();
  expect({ at, on, where }).toMatchObject({
    at: 1_700_000_001_500,
    on: { channel: stand.labo.id, message: '1700000000.000100' },
    where: { channel: stand.labo.id },
  });
  expect(stand.slack.deliveries.at(-1)?.receipt?.acked).toBe(true);
});

test('a channel of which it is not said whether we are in it is tried', async () => {
  await begin();
  const team = stand.bretagne.id;
  const { clock } = stand.context;
  const client = createClient(stand.bretagne.botToken, { apiUrl: stand.slack.apiUrl, clock });
  const url = 'https://bretagne.slack.com/';
  const ours = new Workspaces([
    { team, enterprise: null, realm: team, botUser: 'U0', botId: null, url, client },
  ]);
  const toldLess: Calls = async (asked, _, call) => {
    const answer = await call(asked);
    delete (answer as { channel?: { is_member?: boolean } }).channel?.is_member;
    return answer;
  };
  const where = { platform: 'slack', realm: team, team, channel: stand.labo.id };
  const homes = new Homes(ours, toldLess, clock);
  const asking = looks({ calls: toldLess, workspaces: ours, homes, clock });
  expect(await asking.describe(where)).toMatchObject({ writable: true });
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

/** A form that Anaïs sent, as Slack's reference of view_submission has it: no trigger is among its properties. */
function sentForm(title: string): object {
  const { bretagne, anais, labo, context } = stand;
  const person = { platform: 'slack', realm: bretagne.id, user: anais.id };
  const where = { platform: 'slack', realm: bretagne.id, team: bretagne.id, channel: labo.id };
  const view = {
    id: 'V1',
    type: 'modal',
    private_metadata: sealState(state(where), person, context.clock.now(), context),
    state: { values: { title: { title: { type: 'plain_text_input', value: title } } } },
  };
  return { type: 'view_submission', team: { id: bretagne.id }, user: { id: anais.id }, view };
}

test('a form that comes without a trigger is taken, and what is sent again is known by what it says', async () => {
  await begin();
  const send = (payload: object) =>
    stand.slack.resend({ kind: 'interactive', payload: payload as never, retry: null });
  const form = sentForm('Un banc');
  for (const sent of [form, form, sentForm('Deux bancs')]) await send(sent);
  await stand.arrival('submit', 3);
  const [first, again, other] = stand.box.of('submit').map(({ id }) => id);
  expect(again).toBe(first);
  expect(other).not.toBe(first);
  expect(first).not.toContain('banc');
});

test('a press that does not say where its button stood is one of the message it came with', async () => {
  await begin();
  const payload = {
    type: 'block_actions',
    team: { id: stand.bretagne.id },
    user: { id: stand.anais.id },
    channel: { id: stand.labo.id },
    message: { ts: '1700000000.000100' },
    trigger_id: '1.2.abc',
    actions: [{ action_id: 'for', value: '1' }],
  };
  await stand.slack.resend({ kind: 'interactive', payload, retry: null });
  expect(await stand.arrival('press')).toMatchObject({ on: { message: '1700000000.000100' } });
});

test('a bot whose id is not told finds what it sent by its user', async () => {
  stand = await SlackStand.make();
  Object.assign(stand.bretagne.workspace.install, { botId: undefined });
  await stand.start();
  const where = {
    platform: 'slack',
    realm: stand.bretagne.id,
    team: stand.bretagne.id,
    channel: stand.labo.id,
  };
  const sent = await stand.adapter.send(where, note('Carte'), 'k');
  expect(await stand.adapter.findSent?.(where, 'k', stand.context.clock.now() - 1_000)).toEqual(sent);
});
