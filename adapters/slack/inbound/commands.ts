import type { ArrivalOf } from '../../../src/chat/arrival.ts';
import type { Workspace } from '../workspaces.ts';
import { type Ack, arrivalId, common, type InboundParts, responseUrlOf } from './parts.ts';
import { commandShape } from './payloads.ts';
import { typedText } from './typed-text.ts';
import { channelIn } from './who.ts';

/**
 * A slash command. Slack does not send it again; its trigger, which is its alone, is the arrival's id all the same.
 */
export async function takeCommand(
  parts: InboundParts,
  workspace: Workspace,
  body: unknown,
  ack: Ack,
): Promise<void> {
  const { text, response_url, trigger_id, user_id, team_id, channel_id } = commandShape.parse(body);
  const person = parts.homes.told(workspace, user_id, team_id);
  const where = channelIn(workspace, channel_id);
  const typed = typedText(parts, { workspace, channel: channel_id }, text);
  const arrival: ArrivalOf<'command'> = {
    kind: 'command',
    ...common(parts, arrivalId('command', trigger_id), person),
    where,
    text: typed.spans,
  };
  return parts.conversation.answer({
    arrival,
    completed: async () => ({ ...arrival, text: await typed.named() }),
    asker: { person, where, responseUrl: responseUrlOf(parts, response_url, where) },
    workspace,
    trigger: trigger_id ?? null,
    modal: null,
    ack,
    answeredByAck: true,
  });
}
