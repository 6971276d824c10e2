import type { z } from 'zod';
import type { ArrivalOf } from '../../../src/chat/arrival.ts';
import { withinMs } from '../../../src/chat/kit/within.ts';
import type { Person } from '../../../src/chat/place.ts';
import type { Workspace } from '../workspaces.ts';
import { type Ack, arrivalId, common, dated, type InboundParts, responseUrlOf } from './parts.ts';
import { shortcutShape } from './payloads.ts';
import { plainText } from './spans.ts';
import { channelIn, threadOf } from './who.ts';

/** The name that the manifest gives to the entry in a message's menu. */
export const PROPOSE = 'propose';

/** How long Slack is asked whose the message is, milliseconds: a form has to open within three seconds. */
const AUTHOR_MS = 1_000;

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
  // In a channel that two workspaces of ours share, a card is that of the one it was sent from.
  const sender = parts.workspaces.byBot(message.user) ?? workspace;
  const where = channelIn(sender, channel.id, threadOf(message.ts, message.thread_ts));
  const text = await parts.names.named(message.text, workspace);
  const arrival: ArrivalOf<'shortcut'> = {
    kind: 'shortcut',
    ...common(parts, arrivalId('shortcut', trigger_id), person, dated(parts, action_ts)),
    message: { ...where, message: message.ts },
    text: plainText(text, (named) => homes.told(workspace, named)),
    author: await authorOf(parts, workspace, channel.id, message),
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

/** Null for what no person wrote. Where Slack does not say in time where they belong, they are taken to be of here. */
async function authorOf(
  { homes, ctx }: InboundParts,
  workspace: Workspace,
  channel: string,
  { user, bot_id, user_team, team }: z.infer<typeof shortcutShape>['message'],
): Promise<Person | null> {
  if (!user || bot_id) return null;
  const asThere = () => homes.told(workspace, user);
  const asked = homes.author({ workspace, channel }, { user, teams: [user_team, team] }).catch(asThere);
  return (await withinMs(asked, AUTHOR_MS, ctx.clock)) ?? asThere();
}
