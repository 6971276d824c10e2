import { realClock } from '../../../test/fakes/shared/clock.ts';
import type { JsonObject } from '../../../test/fakes/shared/json.ts';
import type { Delivery } from '../../../test/fakes/slack/delivery/delivery.ts';
import { bodyOf, typeOf } from '../../../test/fakes/slack/delivery/dress.ts';
import { signedHeaders } from '../../../test/fakes/slack/delivery/signing.ts';
import { Ids } from '../../../test/fakes/slack/ids.ts';
import {
  commandPayload,
  type Doing,
  messageActionsPayload,
  type Telling,
  viewPayload,
} from '../../../test/fakes/slack/interactivity/payloads.ts';
import type { View } from '../../../test/fakes/slack/views/view.ts';
import type { Message } from '../../../test/fakes/slack/world/message.ts';
import type { Unanswered } from '../load/shot.ts';
import { APP, CHANNEL, cardOf, WORKSPACE } from './workspace.ts';

const ids = new Ids(realClock, 2);
let trigger = '';

const TELLING: Telling = {
  app: APP,
  ids,
  settings: { reactionUsers: 25 },
  world: { teamOf: (_message, reader) => reader },
  triggers: {
    issue() {
      trigger = ids.trigger();
      return trigger;
    },
  },
};

/** `/idee TEXT`, with the trigger by which a view can be opened. */
export function command(doing: Doing, text: string, responseUrl: string): Unanswered & { trigger: string } {
  const typed = { command: '/idee', text, channel: CHANNEL, responseUrl };
  const request = signed('command', 'slash_commands', commandPayload(TELLING, doing, typed));
  return { ...request, trigger };
}

/** A form as it stands before its person. */
export function submission(doing: Doing, view: View): Unanswered {
  const payload = viewPayload(TELLING, doing, 'view_submission', view, { response_urls: [] });
  return signed('submission', 'interactive', payload);
}

/** A button of the card of an idea. */
export function press(
  doing: Doing,
  { idea, value }: { idea: number; value: 'for' | 'against' },
  responseUrl: string,
): Unanswered {
  const message = card(idea);
  const { ts } = message;
  const on = { channel: CHANNEL, ts, threadTs: null, message, responseUrl };
  const action = {
    type: 'button',
    ...{ action_id: value === 'for' ? 'vote:1' : 'vote:2', block_id: 'b3', value: `${value}#${idea}` },
    text: { type: 'plain_text', text: value, emoji: true },
    action_ts: ids.ts(),
  };
  return signed('press', 'interactive', messageActionsPayload(TELLING, doing, on, action));
}

/** A 👍 on the card of an idea. */
export function reaction({ user }: Doing, idea: number): Unanswered {
  const { id: team, install } = WORKSPACE;
  return signed('reaction', 'events_api', {
    ...{ type: 'event_callback', token: APP.verificationToken, api_app_id: APP.id },
    ...{ team_id: team, context_team_id: team, context_enterprise_id: null, is_ext_shared_channel: false },
    event_id: ids.id('Ev'),
    event_time: Math.floor(Date.now() / 1000),
    event: {
      type: 'reaction_added',
      ...{ user: user.id, reaction: 'thumbsup', event_ts: ids.ts() },
      item: { type: 'message', channel: CHANNEL.id, ts: cardOf(idea) },
    },
    authorizations: [
      {
        ...{ enterprise_id: null, team_id: team, user_id: install.botUserId },
        ...{ is_bot: true, is_enterprise_install: false },
      },
    ],
  });
}

function signed(kind: string, way: Delivery['kind'], payload: JsonObject): Unanswered {
  const body = bodyOf({ kind: way, payload });
  const seconds = Math.floor(Date.now() / 1000);
  return {
    kind,
    path: '/slack/events',
    headers: { 'content-type': typeOf({ kind: way }), ...signedHeaders(APP.signingSecret, seconds, body) },
    body,
  };
}

/** A message as long as a card is; the box reads only where it stands and what was pressed. */
function card(idea: number): Message {
  const text = (words: string) => ({ type: 'mrkdwn', text: words, verbatim: true });
  const button = (number: number, value: string, label: string) => ({
    type: 'button',
    ...{ action_id: `${value === 'more' ? 'more' : 'vote'}:${number}`, value: `${value}#${idea}` },
    text: { type: 'plain_text', text: label, emoji: true },
  });
  return {
    ts: cardOf(idea),
    user: WORKSPACE.install.botUserId,
    botId: WORKSPACE.install.botId,
    text: `#${idea} Un banc devant l'accueil`,
    blocks: [
      { type: 'header', block_id: 'b1', text: { type: 'plain_text', text: `#${idea} Un banc`, emoji: true } },
      {
        type: 'section',
        block_id: 'b2',
        text: text('Pour qui, avec quoi ? Trois lignes suffisent. '.repeat(4)),
      },
      {
        ...{ type: 'actions', block_id: 'b3' },
        elements: [
          button(1, 'for', '👍 Pour'),
          button(2, 'against', '👎 Contre'),
          button(3, 'more', 'En savoir plus'),
        ],
      },
      { type: 'context', block_id: 'b4', elements: [text('12 pour · 3 contre'), text('Labo Bretagne')] },
    ],
    attachments: [],
    broadcast: false,
    reactions: [],
    fileIds: [],
  };
}
