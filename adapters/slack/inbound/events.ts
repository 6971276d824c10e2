import type { Channel } from '../../../src/chat/place.ts';
import { PLATFORM } from '../platform.ts';
import type { Workspace } from '../workspaces.ts';
import { type Happened, takeHome, takeReaction } from './hints.ts';
import { type Ack, common, dated, type InboundParts } from './parts.ts';
import {
  channelEventShape,
  directMessageShape,
  envelopeShape,
  membershipShape,
  tokensRevokedShape,
  userChangeShape,
} from './payloads.ts';
import { typedText } from './typed-text.ts';
import { channelIn } from './who.ts';

type Take = (parts: InboundParts, happened: Happened) => Promise<void>;

/** What is heard of; any other event is left alone. */
const EVENTS: Readonly<Record<string, Take>> = {
  reaction_added: (parts, happened) => takeReaction(parts, happened, true),
  reaction_removed: (parts, happened) => takeReaction(parts, happened, false),
  app_home_opened: takeHome,
  message: takeDirectMessage,
  channel_archive: takeLostChannel,
  channel_unarchive: takeFoundChannel,
  group_unarchive: takeFoundChannel,
  channel_deleted: takeLostChannel,
  channel_left: takeLostChannel,
  group_archive: takeLostChannel,
  group_deleted: takeLostChannel,
  group_left: takeLostChannel,
  member_left_channel: takeMemberLeft,
  member_joined_channel: takeMemberJoined,
  app_uninstalled: suspectToken,
  tokens_revoked: takeRevoked,
  user_change: takeUserChange,
};

/**
 * An event. It is acknowledged once the box has answered what it says, before the answer is shown; what fails before
 * that is sent again by Slack, under the same id.
 */
export async function takeEvent(
  parts: InboundParts,
  workspace: Workspace,
  body: unknown,
  ack: Ack,
): Promise<void> {
  const { event_id, event, is_ext_shared_channel: shared } = envelopeShape.parse(body);
  const take = Object.hasOwn(EVENTS, event.type) ? EVENTS[event.type] : undefined;
  await take?.(parts, { id: `event ${event_id}`, event, workspace, shared, taken: ack });
}

/**
 * What a person writes to the box alone is a command without its word. A form cannot open from a message: for what
 * would open one, the person is told what to type. What Slack sends again while the box still answers is no second
 * message: it is acknowledged with the first.
 */
async function takeDirectMessage(
  parts: InboundParts,
  { id, event, workspace, taken }: Happened,
): Promise<void> {
  const { success, data } = directMessageShape.safeParse(event);
  if (!success) return;
  const { ctx, conversation, homes, written } = parts;
  const earlier = written.get(id);
  if (earlier !== undefined) return earlier.then(taken);
  let isTaken = () => {};
  written.set(
    id,
    new Promise((resolve) => {
      isTaken = resolve;
    }),
  );
  const takeBoth = async () => {
    isTaken();
    await taken();
  };
  const person = homes.told(workspace, data.user, data.user_team);
  const where = channelIn(workspace, data.channel);
  const asker = { person, where, responseUrl: null };
  const ways = { asker, workspace, trigger: null, modal: null };
  const typed = typedText(parts, { workspace, channel: data.channel }, data.text);
  const arrival = {
    kind: 'command' as const,
    ...common(parts, id, person, dated(parts, data.ts)),
    where,
    text: typed.spans,
  };
  if (ctx.opensForm(arrival)) {
    await takeBoth();
    return conversation.say('typeCommand', ways);
  }
  return conversation.answer({
    ...ways,
    arrival,
    completed: async () => ({ ...arrival, text: await typed.named() }),
    taken: takeBoth,
    ack: async () => {},
    answeredByAck: false,
  });
}

async function takeLostChannel(parts: InboundParts, { event, workspace }: Happened): Promise<void> {
  const { channel } = channelEventShape.parse(event);
  lose(parts, channelIn(workspace, channel));
}

/** Somebody left; we are concerned when it was our own bot. */
async function takeMemberLeft(parts: InboundParts, { event, workspace }: Happened): Promise<void> {
  const { user, channel } = membershipShape.parse(event);
  if (user === workspace.botUser) lose(parts, channelIn(workspace, channel));
}

async function takeFoundChannel(parts: InboundParts, { event, workspace }: Happened): Promise<void> {
  const { channel } = channelEventShape.parse(event);
  find(parts, channelIn(workspace, channel));
}

/** Somebody came in; we are concerned when it was our own bot. */
async function takeMemberJoined(parts: InboundParts, { event, workspace }: Happened): Promise<void> {
  const { user, channel } = membershipShape.parse(event);
  if (user === workspace.botUser) find(parts, channelIn(workspace, channel));
}

/** Tokens of users are none of ours. */
async function takeRevoked(parts: InboundParts, happened: Happened): Promise<void> {
  const { tokens } = tokensRevokedShape.parse(happened.event);
  if (tokens.bot?.includes(happened.workspace.botUser)) await suspectToken(parts, happened);
}

/** The event may be one of a token of before, which Slack sends again for minutes: ours is tried. */
async function suspectToken({ losing }: InboundParts, { workspace, taken }: Happened): Promise<void> {
  await taken();
  await losing.suspect(workspace.client);
}

/** Somebody became a guest or a member, was deactivated, changed their name or only what they say of their day. */
async function takeUserChange(
  { ctx, workspaces }: InboundParts,
  { event, workspace }: Happened,
): Promise<void> {
  const { user } = userChangeShape.parse(event);
  const { realm } = workspaces.byTeam(user.team_id) ?? workspace;
  ctx.report({ kind: 'person', person: { platform: PLATFORM, realm, user: user.id }, at: ctx.clock.now() });
}

function find({ ctx }: InboundParts, what: Channel): void {
  ctx.report({ kind: 'found', what, at: ctx.clock.now() });
}

function lose({ ctx }: InboundParts, what: Channel): void {
  ctx.report({ kind: 'lost', what, at: ctx.clock.now() });
}
