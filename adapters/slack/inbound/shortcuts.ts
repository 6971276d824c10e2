import type { ArrivalOf } from '../../../src/chat/arrival.ts';
import type { Workspace } from '../workspaces.ts';
import { type Ack, arrivalId, common, dated, type InboundParts, responseUrlOf } from './parts.ts';
import { shortcutShape } from './payloads.ts';
import { plainText } from './spans.ts';
import { channelIn, threadOf } from './who.ts';

/** The name that the manifest gives to the entry in a message's menu. */
export const PROPOSE = 'propose';

/** The entry in a message's menu. The payload holds the message, even where the bot is no member. */
export async function takeShortcut(
  parts: InboundParts,
  workspace: Workspace,
  body: unknown,
  ack: Ack,
): Promise<void> {
  const { user, trigger_id, response_url, action_ts, channel, message } = shortcutShape.parse(body);
  const { homes } = parts;
  await ack();
  const person = homes.told(workspace, user.id, user.team_id);
  const where = channelIn(workspace, channel.id, threadOf(message.ts, message.thread_ts));
  const text = await parts.names.named(message.text, workspace);
  const arrival: ArrivalOf<'shortcut'> = {
    kind: 'shortcut',
    ...common(parts, arrivalId('shortcut', trigger_id), person, dated(parts, action_ts)),
    message: { ...where, message: message.ts },
    text: plainText(text, (named) => homes.told(workspace, named)),
    author: message.user && !message.bot_id ? homes.told(workspace, message.user, message.user_team) : null,
  };
  return parts.conversation.answer({
    arrival,
    asker: { person, where, responseUrl: responseUrlOf(parts, response_url, where) },
    workspace,
    trigger: trigger_id ?? null,
    modal: null,
    ack: async () => {},
    answeredByAck: false,
  });
}
