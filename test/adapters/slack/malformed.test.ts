import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { pino } from 'pino';
import { sealState } from '../../../src/chat/kit/form-state.ts';
import { state } from '../../contract/samples.ts';
import { SlackStand } from './slack-stand.ts';

/** What Slack signs, of kinds the box knows, with parts that are missing or of another kind than they were. */

/** Stands wherever a person could have written something. */
const WRITTEN = 'Rendez-vous secret';

let stand: SlackStand;
const lines: string[] = [];
beforeAll(async () => {
  stand = await SlackStand.make();
  stand.context.log = pino({ level: 'debug' }, { write: (line) => void lines.push(line) });
  await stand.start();
});
afterAll(() => stand.close());

const by = () => ({
  user: { id: stand.anais.id, team_id: stand.bretagne.id },
  team: { id: stand.bretagne.id, domain: 'bretagne' },
  trigger_id: '1.2.abc',
  api_app_id: 'A1',
  is_enterprise_install: false,
  enterprise: null,
});
const channel = () => ({ id: stand.labo.id, name: 'labo' });
const event = (told: object) => ({
  type: 'event_callback',
  event_id: 'Ev1',
  team_id: stand.bretagne.id,
  authorizations: [{ team_id: stand.bretagne.id, user_id: stand.bretagne.bot.id, is_bot: true }],
  event: told,
});

const interactions: Readonly<Record<string, () => object>> = {
  'a press of a card': () => ({
    ...by(),
    type: 'block_actions',
    channel: channel(),
    container: { type: 'message', message_ts: '1.2', channel_id: stand.labo.id, is_ephemeral: false },
    message: { ts: '1.2', user: stand.bretagne.bot.id, text: WRITTEN, team: stand.bretagne.id },
    state: { values: {} },
    response_url: null,
    actions: [{ type: 'button', action_id: 'vote:1', block_id: 'b', value: WRITTEN, action_ts: '1.3' }],
  }),
  'a press on the home page': () => ({
    ...by(),
    type: 'block_actions',
    container: { type: 'view', view_id: 'V1' },
    view: { id: 'V1', hash: 'h', type: 'home', team_id: stand.bretagne.id, callback_id: '' },
    actions: [{ type: 'button', action_id: 'vote:1', block_id: 'b', value: WRITTEN, action_ts: '1.3' }],
  }),
  'a form': () => ({
    ...by(),
    type: 'view_submission',
    view: {
      id: 'V1',
      type: 'modal',
      team_id: stand.bretagne.id,
      callback_id: '',
      private_metadata: sealState(
        state(stand.laboPlace),
        { platform: 'slack', realm: stand.bretagne.id, user: stand.anais.id },
        stand.context.clock.now(),
        stand.context,
      ),
      blocks: [],
      title: { type: 'plain_text', text: 'x' },
      state: {
        values: {
          title: { title: { type: 'plain_text_input', value: WRITTEN } },
          lab: { lab: { type: 'radio_buttons', selected_option: { value: 'x' } } },
        },
      },
    },
  }),
  'an entry of a menu': () => ({
    ...by(),
    type: 'message_action',
    callback_id: 'propose',
    action_ts: '1.3',
    channel: channel(),
    message: { type: 'message', ts: '1.2', text: WRITTEN, user: stand.yann.id },
    message_ts: '1.2',
  }),
};

const events: Readonly<Record<string, () => object>> = {
  'a reaction': () =>
    event({
      type: 'reaction_added',
      user: stand.anais.id,
      reaction: '+1',
      item: { type: 'message', channel: stand.labo.id, ts: '1.2' },
      item_user: stand.yann.id,
      event_ts: '1.3',
    }),
  'the home page': () =>
    event({ type: 'app_home_opened', user: stand.anais.id, channel: 'D1', tab: 'home', event_ts: '1.3' }),
  'a message': () =>
    event({
      type: 'message',
      channel: 'D1',
      channel_type: 'im',
      user: stand.anais.id,
      text: WRITTEN,
      ts: '1.2',
    }),
  'a channel that is archived': () => event({ type: 'channel_archive', channel: 'C1', user: stand.anais.id }),
  'somebody who leaves': () => event({ type: 'member_left_channel', channel: 'C1', user: stand.anais.id }),
  'tokens that are revoked': () => event({ type: 'tokens_revoked', tokens: { oauth: ['U1'], bot: ['U1'] } }),
  'a person who changed': () =>
    event({ type: 'user_change', user: { id: stand.anais.id, team_id: stand.bretagne.id } }),
};

const sendInteraction = (payload: unknown) =>
  stand.slack.http.post(new URLSearchParams({ payload: JSON.stringify(payload) }).toString());
const sendCommand = (fields: object) =>
  stand.slack.http.post(new URLSearchParams(fields as Record<string, string>).toString());
const sendEvent = (body: unknown) =>
  stand.slack.http.post(JSON.stringify(body), { contentType: 'application/json' });

/** Every place in a value, deepest last. */
function placesIn(value: unknown, path: readonly string[] = []): (readonly string[])[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, part]) => [[...path, key], ...placesIn(part, [...path, key])]);
}

/** What may stand there instead; undefined: nothing. */
const JUNK = [undefined, null, '', WRITTEN, 7, true, [], [null], {}, { id: null }, [{}]] as const;

/** The value with something else at one of its places. */
function spoilt(value: object, at: number, junk: unknown): object {
  const copy = structuredClone(value);
  const places = placesIn(copy);
  const [last = '', ...before] = [...(places[at % places.length] ?? [])].reverse();
  const holder = before.reduceRight<Record<string, unknown>>(
    (inside, key) => inside[key] as Record<string, unknown>,
    copy as Record<string, unknown>,
  );
  if (junk === undefined) delete holder[last];
  else holder[last] = junk;
  return copy;
}

const command = () => ({
  command: '/idee',
  text: `top ${WRITTEN}`,
  trigger_id: '1.2.abc',
  user_id: stand.anais.id,
  team_id: stand.bretagne.id,
  channel_id: stand.labo.id,
});

describe.each([
  ['a command', command, sendCommand] as const,
  ...Object.entries(interactions).map(([name, make]) => [name, make, sendInteraction] as const),
  ...Object.entries(events).map(([name, make]) => [name, make, sendEvent] as const),
])('%s', (_, make, send) => {
  test('with anything else at any place is answered at once, and never called a failure of ours', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(fc.nat(200), fc.constantFrom(...JUNK)), { minLength: 1, maxLength: 3 }),
        async (spoils) => {
          const body = spoils.reduce((whole, [at, junk]) => spoilt(whole, at, junk), make());
          const { status } = await send(body);
          expect([200, 400]).toContain(status);
        },
      ),
      { numRuns: 60 },
    );
  });
});

/** What was logged of payloads while that went on. */
async function told(act: () => Promise<unknown>): Promise<{ kind: string; at: string[] }[]> {
  const before = lines.length;
  await act();
  const fresh = lines.slice(before).map((line) => JSON.parse(line));
  return fresh.filter(({ msg }) => msg === 'slack: a payload was not understood');
}

test('what lacks something is refused, an event is left alone, and each fault is told once with its place', async () => {
  await stand.context.clock.advance(60 * 60_000);
  const nobody = { ...interactions['a press of a card']!(), user: { team_id: stand.bretagne.id } };
  const event = events['a person who changed']!() as { event: object };
  const unnamed = { ...event, event: { type: 'user_change' } };
  const statuses: number[] = [];
  const lines = await told(async () => {
    for (const time of [1, 2, 3]) {
      statuses.push((await sendInteraction({ ...nobody, time })).status);
      statuses.push((await sendEvent({ ...unnamed, event_id: `Ev${time}` })).status);
    }
  });
  expect(statuses).toEqual([400, 200, 400, 200, 400, 200]);
  expect(lines.map(({ kind, at }) => [kind, at])).toEqual([
    ['block_actions', ['user.id']],
    ['user_change', ['user']],
  ]);
});

test('over a socket an event is acknowledged, anything else is not, and the next is heard', async () => {
  const other = await SlackStand.make('socket');
  try {
    await other.start();
    const { user_id: _, ...nobody } = { ...command(), team_id: other.bretagne.id };
    const unheard = other.slack.resend({ kind: 'slash_commands', payload: nobody, retry: null });
    const spoilt = { type: 'event_callback', event_id: 'Ev2', team_id: other.bretagne.id, event: 'x' };
    await other.slack.events.tell(spoilt);
    await other.anais.command('/idee', 'top', other.labo);
    await other.arrival('command');
    await other.context.clock.advance(3_000);
    await unheard;
    expect(other.slack.deliveries.map(({ receipt }) => receipt?.acked)).toEqual([false, true, true]);
  } finally {
    await other.close();
  }
});

test('no line of the log holds what was written', () => {
  expect(lines.filter((line) => line.includes(WRITTEN))).toEqual([]);
  expect(lines.filter((line) => /"level":(50|60)/.test(line))).toEqual([]);
});
