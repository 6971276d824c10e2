import type { Forgery } from '../../fakes/slack/delivery/http-way.ts';
import type { FakeSlack } from '../../fakes/slack/fake-slack.ts';
import type { Person } from '../../fakes/slack/people/person.ts';
import type { SlackChannel } from '../../fakes/slack/people/slack-channel.ts';
import type { Harness } from '../harness.ts';

/** Somewhat over the five minutes a request is good for, seconds. */
const OVER = 301;

/** How a request betrays that Slack did not make it, or not now, or not so. */
function ways(slack: FakeSlack): Readonly<Record<string, Forgery>> {
  const now = Math.floor(slack.clock.now() / 1000);
  return {
    'without a signature': { headers: { 'x-slack-signature': undefined } },
    'without a time stamp': { headers: { 'x-slack-request-timestamp': undefined } },
    'signed with another secret': { secret: 'f'.repeat(32) },
    'signed over another body': { headers: { 'x-slack-signature': `v0=${'a'.repeat(64)}` } },
    'with an unknown version of signature': { headers: { 'x-slack-signature': 'v1=abc' } },
    'signed five minutes ago': { timestamp: now - OVER },
    'signed in five minutes': { timestamp: now + OVER },
    'signed in a year': { timestamp: now + 365 * 24 * 3600 },
    'with a time stamp that is none': { headers: { 'x-slack-request-timestamp': '1e99' } },
  };
}

/** Each of the four doors, by each of these ways. */
export function forgeriesFor(
  slack: FakeSlack,
  { asker, home, team }: { asker: Person; home: SlackChannel; team: string },
): NonNullable<Harness['forgeries']> {
  const trigger_id = '1.2.abc';
  const user = { id: asker.id, team_id: team };
  const form = (fields: Record<string, string>) => new URLSearchParams(fields).toString();
  const payload = (fields: object) =>
    form({ payload: JSON.stringify({ team: { id: team }, user, trigger_id, ...fields }) });
  const event = { type: 'reaction_added', user: asker.id, reaction: '+1', event_ts: '1.2' };
  const item = { type: 'message', channel: home.id, ts: '1.2' };
  const command = {
    command: '/idee',
    text: 'top',
    user_id: asker.id,
    team_id: team,
    channel_id: home.id,
    trigger_id,
  };
  const doors: Readonly<Record<string, readonly [type: string, body: string]>> = {
    'a command': ['application/x-www-form-urlencoded', form(command)],
    'a press': [
      'application/x-www-form-urlencoded',
      payload({
        type: 'block_actions',
        channel: { id: home.id },
        message: { ts: '1.2' },
        container: { type: 'message', message_ts: '1.2', channel_id: home.id },
        actions: [{ type: 'button', action_id: 'vote:1', block_id: 'b', value: 'for#1', action_ts: '1.2' }],
      }),
    ],
    'a submit': [
      'application/x-www-form-urlencoded',
      payload({ type: 'view_submission', view: { id: 'V1', private_metadata: '', state: { values: {} } } }),
    ],
    'an event': [
      'application/json',
      JSON.stringify({ type: 'event_callback', event_id: 'Ev1', team_id: team, event: { ...event, item } }),
    ],
    'a command beside ssl_check': ['application/x-www-form-urlencoded', form({ ssl_check: '1', ...command })],
  };
  return Object.entries(doors).flatMap(([door, [contentType, body]]) =>
    Object.entries(ways(slack)).map(([way, forgery]) => ({
      title: `${door} ${way}`,
      attempt: () => slack.http.post(body, { contentType, ...forgery }),
    })),
  );
}
