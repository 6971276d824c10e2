import type { Person } from '../../fakes/mattermost/people/person.ts';
import type { Harness } from '../harness.ts';

/** Where the adapter listens, and who attacks it. */
export interface Attack {
  /** Our address of a door. */
  door(name: 'command' | 'action' | 'dialog'): string;
  /** Somebody with an account that is as good as anybody's. */
  attacker: Person;
  /** Whom they would like to be. */
  victim: Person;
  channel: string;
  team: string;
  /** The token of another team's command. */
  otherToken: string;
}

type Forgery = NonNullable<Harness['forgeries']>[number];

/** From outside: whoever reaches our port. */
async function post(address: string, body: object | URLSearchParams): Promise<unknown> {
  const form = body instanceof URLSearchParams;
  return fetch(address, {
    method: 'POST',
    headers: { 'content-type': form ? 'application/x-www-form-urlencoded' : 'application/json' },
    body: form ? body : JSON.stringify(body),
  });
}

/** Commands without the token of their team. */
function commands({ door, victim, channel, team, otherToken }: Attack): Forgery[] {
  const right = {
    team_id: team,
    channel_id: channel,
    channel_name: 'labo',
    user_id: victim.id,
    text: 'top',
    trigger_id: 'forged',
  };
  const forms: Record<string, Record<string, string>> = {
    'without a token': right,
    'with an empty token': { ...right, token: '' },
    'with another token': { ...right, token: 'x'.repeat(26) },
    "with the token of another team's command": { ...right, token: otherToken },
    'of a team that is not configured': { ...right, team_id: 'y'.repeat(26), token: otherToken },
  };
  return [
    ...Object.entries(forms).map(([how, form]) => ({
      title: `a command ${how}`,
      attempt: () => post(door('command'), new URLSearchParams(form)),
    })),
    { title: 'a command as JSON', attempt: () => post(door('command'), right) },
    {
      title: 'a command of a site that is not configured',
      attempt: () =>
        post(door('command').replace(/[^/]+\/command$/, 'other/command'), new URLSearchParams(right)),
    },
  ];
}

/** Contexts of buttons that the box did not make. */
const CONTEXTS: Readonly<Record<string, unknown>> = {
  'without a context': undefined,
  'without a proof': { action: 'vote', value: '2256:for' },
  'with an empty proof': { action: 'vote', value: '2256:for', tag: '' },
  'with another proof': { action: 'vote', value: '2256:for', tag: 'A'.repeat(43) },
  'that calls itself private': { action: 'private/vote', value: 'A.[4102444800000,null,"2256:for"]' },
};

/** Presses: posted to us, and by a button in a message of the attacker's own that somebody presses. */
function presses({ door, attacker, victim, channel, team }: Attack): Forgery[] {
  const right = {
    user_id: victim.id,
    channel_id: channel,
    team_id: team,
    post_id: 'p'.repeat(26),
    trigger_id: 'f',
  };
  const outside = Object.entries(CONTEXTS).map(([how, context]) => ({
    title: `a press ${how}`,
    attempt: () => post(door('action'), { ...right, context }),
  }));
  const inside = Object.entries(CONTEXTS).map(([how, context]) => ({
    title: `a press of somebody else's button ${how}`,
    async attempt() {
      const action = {
        id: 'vote',
        type: 'button',
        name: 'Pour',
        integration: { url: door('action'), context },
      };
      await attacker.api('POST', '/posts', {
        channel_id: channel,
        message: 'Votez ici',
        props: { attachments: [{ text: 'Votez', actions: [JSON.parse(JSON.stringify(action))] }] },
      });
      const bait = victim.sees({ id: channel }).findLast(({ text }) => text.includes('Votez ici'));
      if (!bait) throw new Error('nobody sees the bait');
      await victim.press(bait, 'Pour');
    },
  }));
  return [...outside, ...inside];
}

/** Forms that nobody opened: posted to us, and sent by the server, which sends what it is given to whom it is told. */
function submits({ door, attacker, victim, channel, team }: Attack): Forgery[] {
  const states = {
    'without a state': '',
    'with a state that is none': 'title|A.{}',
    'with a form of JSON': '{}',
  };
  return Object.entries(states).flatMap(([how, state]) => {
    const sent = {
      state,
      callback_id: 'idea',
      channel_id: channel,
      team_id: team,
      submission: { title: 'Un banc' },
    };
    return [
      {
        title: `a submit ${how}`,
        attempt: () => post(door('dialog'), { ...sent, type: 'dialog_submission', user_id: victim.id }),
      },
      ...(['command', 'action', 'dialog'] as const).map((name) => ({
        title: `a submit ${how}, sent through the server to the door of a ${name}`,
        attempt: () => attacker.api('POST', '/actions/dialogs/submit', { ...sent, url: door(name) }),
      })),
    ];
  });
}

/** What somebody with an account, or with access to our port, can send without the box's having said it. */
export function forgeriesFor(attack: Attack): Forgery[] {
  return [...commands(attack), ...presses(attack), ...submits(attack)];
}
