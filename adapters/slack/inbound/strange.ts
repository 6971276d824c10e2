import type { App } from '@slack/bolt';
import { kindOf } from '../malformed.ts';
import type { Workspace } from '../workspaces.ts';
import { type Ack, type InboundParts, responseUrlOf } from './parts.ts';
import { strangeShape } from './payloads.ts';
import { PROPOSE } from './shortcuts.ts';
import { channelIn, threadOf } from './who.ts';

type Body = Readonly<Record<string, unknown>>;
type TakeBody = (body: Body, ack: Ack) => Promise<void>;

/**
 * Takes out what the box never asked Slack for: kinds of interactions it has none of, and those of an older version of
 * it. Bolt would let them wait for three seconds, and say that nothing is there.
 */
export function takeOutStrange(app: App, take: TakeBody): void {
  const process = app.processEvent.bind(app);
  app.processEvent = async (event) =>
    isKnown(event.body) ? process(event) : take(event.body, (answer) => event.ack(answer));
}

/** Acknowledges it; who did it is told that it is not valid (any more), where Slack says how they can be told. */
export async function takeStrange(
  parts: InboundParts,
  workspace: Workspace,
  body: object,
  ack: Ack,
): Promise<void> {
  await ack();
  const { success, data } = strangeShape.safeParse(body);
  parts.ctx.log.debug({ kind: kindOf(body) }, 'slack: an interaction that the box does not know');
  if (!success || !data.user || !data.response_url) return;
  const { user, channel, message, response_url } = data;
  const person = parts.homes.told(workspace, user.id, user.team_id);
  const where = channel
    ? channelIn(workspace, channel.id, threadOf(message?.ts, message?.thread_ts))
    : { ...channelIn(workspace, user.id), direct: true };
  const asker = { person, where, responseUrl: responseUrlOf(parts, response_url, where) };
  await parts.conversation.say('buttonUnknown', { asker, workspace, trigger: null, modal: null });
}

/** Commands and events have no kind of their own there. */
function isKnown(body: Body): boolean {
  switch (body.type) {
    case 'event_callback':
    case 'view_submission':
      return true;
    case 'block_actions':
      return Array.isArray(body.actions) && body.actions.length > 0;
    case 'message_action':
      return body.callback_id === PROPOSE;
    default:
      return body.type === undefined && body.command !== undefined;
  }
}
