import { DeliveryError } from '../../../src/chat/adapter.ts';
import { withinMs } from '../../../src/chat/kit/within.ts';
import type { Workspace } from '../workspaces.ts';
import { common, dated, type InboundParts } from './parts.ts';
import { homeShape, reactionShape } from './payloads.ts';
import { channelIn } from './who.ts';

/**
 * How long a hint waits for the box before it is acknowledged all the same, milliseconds. Whoever reacts is looked up
 * first, and a Slack that is slow, or wants to be left alone, would have every event it sends refused: it would send
 * each three times more, and switch the events off where so few are taken (Slack docs: "Events API", "Failure limits").
 */
const HINT_MS = 1_000;

/** One event of a workspace, whose id repeats when Slack sends it again. */
export interface Happened {
  id: string;
  event: { type: string };
  workspace: Workspace;
  /** Said as soon as the box has taken it: until then Slack sends it again. */
  taken(): Promise<void>;
  /** Whether its channel is shared with other companies, where Slack says so. */
  shared: boolean | null | undefined;
}

/**
 * A reaction. Our own seeds never arrive; a workspace of ours may also see those of our bot in another one. In a channel
 * that is shared, whose message and whose person it is must be known first, or it would count nowhere, or as a second vote.
 */
export async function takeReaction(
  parts: InboundParts,
  { id, event, workspace: told, shared, taken }: Happened,
  added: boolean,
): Promise<void> {
  const { success, data } = reactionShape.safeParse(event);
  // A reaction to a file has no message.
  if (!success || parts.workspaces.all().some(({ botUser }) => botUser === data.user)) return;
  const { ctx, inbox, emoji, conversation, homes, senders } = parts;
  const { channel, ts } = data.item;
  const since = dated(parts, data.event_ts);
  const hear = async (workspace: Workspace): Promise<Heard> => {
    const person = await homes.asked({ workspace, channel, shared }, data.user);
    const where = channelIn(workspace, channel);
    const answer = await inbox({
      kind: 'mark',
      ...common(parts, id, person, since),
      on: { ...where, message: ts },
      emoji: emoji.emojiOf(data.reaction),
      added,
    });
    const asker = { person, where, responseUrl: null };
    return { show: () => conversation.deliver(answer, { asker, workspace, trigger: null, modal: null }) };
  };
  const sender = senders.of({ workspace: told, channel, shared }, ts, data.item_user);
  const heard = sender.then(hear).catch(async (error: unknown): Promise<Heard> => {
    // Where nobody says whose message it is, it is looked for as each workspace's.
    const senders = await sender.then(
      (known) => [known],
      () => parts.workspaces.all(),
    );
    for (const one of senders) {
      const posted = { ...channelIn(one, channel), message: ts };
      ctx.report({ kind: 'gap', realm: one.realm, since, posted, at: ctx.clock.now() });
    }
    if (error instanceof DeliveryError) return UNHEARD;
    throw error;
  });
  await acknowledgeSoon(parts, heard, taken);
}

/** The home page is opened. */
export async function takeHome(
  parts: InboundParts,
  { id, event, workspace, taken }: Happened,
): Promise<void> {
  const { user, tab, event_ts } = homeShape.parse(event);
  if (tab !== 'home') return;
  const person = parts.homes.told(workspace, user);
  const at = dated(parts, event_ts);
  const asker = { person, where: null, responseUrl: null };
  const heard = parts.inbox({ kind: 'home', ...common(parts, id, person, at) }).then((answer) => ({
    show: () => parts.conversation.deliver(answer, { asker, workspace, trigger: null, modal: null }),
  }));
  await acknowledgeSoon(parts, heard, taken);
}

/** A hint that the box has answered. */
interface Heard {
  /** Shows the answer, if there is something to be said. */
  show(): Promise<void>;
}

/** Of a person whom Slack cannot name now: what stands there is looked up later. */
const UNHEARD: Heard = { show: async () => {} };

/**
 * Acknowledges a hint once the box has taken it, {@link HINT_MS} from now at the latest; the rest goes on in hand. What
 * fails before is sent again by Slack; what is lost after that, with the process, is what the reconciliation at each
 * start looks for.
 */
async function acknowledgeSoon(
  { hints, ctx }: InboundParts,
  heard: Promise<Heard>,
  taken: () => Promise<void>,
): Promise<void> {
  hints.hold(heard.then(({ show }) => show()));
  await withinMs(heard, HINT_MS, ctx.clock);
  await taken();
}
