import type { ReactionState } from '../../src/chat/adapter.ts';
import type { EmojiNames } from '../../src/chat/kit/emoji-names.ts';
import { again } from '../../src/chat/kit/failing.ts';
import type { Person, Posted } from '../../src/chat/place.ts';
import type { Calls } from './calls.ts';
import { slackCodeOf } from './errors.ts';
import { isTombstone, type Listed, pageOf } from './history.ts';
import type { Homes } from './homes.ts';
import type { Workspace, Workspaces } from './workspaces.ts';

/** A posting with the counts that we hold. */
export interface Standing {
  posted: Posted;
  known: Readonly<Record<string, number>>;
}

/** Channels we cannot look into (any more): their postings are left out, the rest of the realm is not. */
const CLOSED = new Set(['channel_not_found', 'not_in_channel', 'access_denied', 'no_permission']);

interface Looking {
  calls: Calls;
  emoji: EmojiNames;
  homes: Homes;
  workspace: Workspace;
}

/**
 * Compares what stands under postings with what we hold, newest first. A page of a channel's history tells up to
 * 200 messages with their reactions; the details of one are asked for only where the page cuts its lists and the
 * counts differ. Each state costs at most two calls (and one for each person yet unknown, where a channel is shared with
 * others), so who takes them at the pace of repaints stays within Slack's budgets. Without the right to read history, details are asked for each posting.
 */
export async function* lookAtReactions(
  { calls, emoji, homes, workspaces }: Omit<Looking, 'workspace'> & { workspaces: Workspaces },
  of: readonly Standing[],
): AsyncGenerator<ReactionState> {
  for (const postings of byChannel(of)) {
    const workspace = postings[0] && workspaces.of(postings[0].posted);
    if (!workspace) continue;
    const looking = { calls, emoji, homes, workspace };
    try {
      // History tells nothing of answers in threads.
      yield* fromHistory(
        looking,
        postings.filter((one) => !isAnswer(one)),
      );
      yield* fromDetails(looking, postings.filter(isAnswer));
    } catch (error) {
      if (!CLOSED.has(slackCodeOf(error) ?? '')) throw error;
    }
  }
}

async function* fromHistory(looking: Looking, postings: readonly Standing[]): AsyncGenerator<ReactionState> {
  let left = postings;
  for (;;) {
    const [newest, oldest] = [left[0], left.at(-1)];
    if (!newest || !oldest) return;
    const { channel, message: latest } = newest.posted;
    const span = { channel, latest, oldest: oldest.posted.message };
    const page = await pageOf(looking.calls, looking.workspace, span).catch(unlessNoRight);
    if (!page) return yield* fromDetails(looking, left);
    const listed = new Map(page.messages.map((message) => [message.ts ?? '', message]));
    const last = page.next === '' ? oldest.posted.message : (page.messages.at(-1)?.ts ?? latest);
    const told = left.filter(({ posted }) => posted.message >= last);
    // A page beside what was asked for; the next one would be the same.
    if (told.length === 0) return yield* fromDetails(looking, left);
    for (const standing of told) yield stateOf(looking, standing, listed.get(standing.posted.message));
    left = left.slice(told.length);
  }
}

async function* fromDetails(looking: Looking, postings: readonly Standing[]): AsyncGenerator<ReactionState> {
  for (const { posted } of postings) yield detailsOf(looking, posted);
}

/** From a page of history; of one that is absent where it should be, Slack is asked whether it was deleted. */
async function stateOf(
  looking: Looking,
  { posted, known }: Standing,
  listed: Listed | undefined,
): Promise<ReactionState> {
  if (!listed) return detailsOf(looking, posted);
  if (isTombstone(listed)) return { posted, gone: true };
  const reactions = reactionsOf(listed, looking);
  if (reactions.every(({ complete }) => complete)) return standing(posted, reactions, looking);
  return agree(countsOf(reactions), known) ? { posted, unchanged: true } : detailsOf(looking, posted);
}

async function detailsOf(looking: Looking, posted: Posted): Promise<ReactionState> {
  const { calls, workspace } = looking;
  try {
    const { message } = await calls(workspace.client, again('reactions.get'), (client) =>
      client.reactions.get({ channel: posted.channel, timestamp: posted.message, full: true }),
    );
    const listed = (message ?? {}) as Listed;
    return isTombstone(listed)
      ? { posted, gone: true }
      : standing(posted, reactionsOf(listed, looking), looking);
  } catch (error) {
    if (slackCodeOf(error) === 'message_not_found') return { posted, gone: true };
    throw error;
  }
}

/** One name under a message: who is listed without us, and how many there are. `own`: we are listed. */
interface Reaction {
  emoji: string;
  own: boolean;
  users: readonly string[];
  count: number;
  complete: boolean;
}

function reactionsOf({ reactions = [] }: Listed, { emoji, workspace }: Looking): Reaction[] {
  return reactions.map(({ name = '', users = [], count = users.length }) => {
    const persons = users.filter((user) => user !== workspace.botUser);
    const others = count - (users.length - persons.length);
    const own = persons.length < users.length;
    return {
      emoji: emoji.emojiOf(name),
      own,
      users: persons,
      count: others,
      complete: users.length >= count,
    };
  });
}

/** Somebody who reacted in two skin tones is one mark. */
async function standing(
  posted: Posted,
  reactions: readonly Reaction[],
  { homes, workspace }: Looking,
): Promise<ReactionState> {
  const { channel } = posted;
  const marks = new Map<string, { by: Person; emoji: string }>();
  for (const { emoji, users } of reactions) {
    for (const user of users) {
      marks.set(`${user} ${emoji}`, { by: await homes.asked({ workspace, channel }, user), emoji });
    }
  }
  const complete = reactions.every((one) => one.complete);
  const own = reactions.flatMap((one) => (one.own ? [one.emoji] : []));
  return { posted, marks: [...marks.values()], complete, ...(complete && { own }) };
}

function countsOf(reactions: readonly Reaction[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const { emoji, count } of reactions) counts[emoji] = (counts[emoji] ?? 0) + count;
  return counts;
}

/** Emoji that mean nothing to the box (they have no Unicode here) and that it holds none of make no difference. */
function agree(seen: Readonly<Record<string, number>>, known: Readonly<Record<string, number>>): boolean {
  const spoken = Object.keys(seen).filter((emoji) => !emoji.startsWith(':'));
  return [...spoken, ...Object.keys(known)].every((one) => (seen[one] ?? 0) === (known[one] ?? 0));
}

function isAnswer({ posted }: Standing): boolean {
  return posted.thread !== undefined && posted.thread !== posted.message;
}

/** Postings of one channel together, each list newest first. */
function byChannel(of: readonly Standing[]): Standing[][] {
  const channels = new Map<string, Standing[]>();
  for (const standing of of) {
    const key = `${standing.posted.realm} ${standing.posted.channel}`;
    channels.set(key, [...(channels.get(key) ?? []), standing]);
  }
  const newestFirst = (a: Standing, b: Standing) => (a.posted.message < b.posted.message ? 1 : -1);
  return [...channels.values()].map((postings) => postings.sort(newestFirst));
}

/** Without channels:history there are no pages. */
function unlessNoRight(error: unknown): null {
  if (slackCodeOf(error) === 'missing_scope') return null;
  throw error;
}
