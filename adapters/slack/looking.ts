import { type Adapter, DeliveryError, type Profile } from '../../src/chat/adapter.ts';
import { again } from '../../src/chat/kit/failing.ts';
import type { Channel, Person, Posted } from '../../src/chat/place.ts';
import type { Clock } from '../../src/clock.ts';
import type { Calls } from './calls.ts';
import { workspacesOf } from './direct.ts';
import { slackCodeOf } from './errors.ts';
import { isTombstone, type Listed, pageOf } from './history.ts';
import type { Homes, Met } from './homes.ts';
import { plainText } from './inbound/spans.ts';
import { notHere } from './losing.ts';
import { mayRead } from './may-read.ts';
import { MentionNames } from './mention-names.ts';
import { messageAt } from './permalink.ts';
import { PLATFORM } from './platform.ts';
import { INVISIBLE } from './text.ts';
import { kindOf, type User, userIn } from './users.ts';
import type { Workspace, Workspaces } from './workspaces.ts';

/** The part of the contract by which the box asks about persons, channels and messages. */
export type Looks = Required<
  Pick<Adapter, 'readMessage' | 'mayRead' | 'messageAt' | 'profile' | 'describe' | 'permalink'>
>;

/** Messages asked for to find one in a thread: its first message comes along. */
const IN_THREAD = 10;

/** What asks Slack, and whom it is asked about. */
interface LookingParts {
  calls: Calls;
  workspaces: Workspaces;
  homes: Homes;
  clock: Clock;
}

/** Questions to Slack. They reject with a DeliveryError where Slack cannot say. */
export function looks({ calls, workspaces, homes, clock }: LookingParts): Looks {
  const permalink = async (posted: Posted): Promise<string> => {
    const asked = { channel: posted.channel, message_ts: posted.message };
    const found = await calls(here(posted, workspaces).client, again('chat.getPermalink'), (client) =>
      client.chat.getPermalink(asked),
    );
    return found.permalink ?? '';
  };

  const asking: Pick<Looks, 'profile' | 'describe'> = {
    async profile(of) {
      for (const workspace of workspacesOf(of, workspaces)) {
        const user = await userIn(calls, workspace, of.user);
        if (user) return profileOf(user, of, workspace);
      }
      return { name: of.user, kind: 'member', active: false };
    },

    async describe(channel) {
      const { client, url } = here(channel, workspaces);
      const { channel: found } = await calls(client, again('conversations.info'), (slack) =>
        slack.conversations.info({ channel: channel.channel }),
      );
      const direct = found?.is_im === true;
      return {
        name: found?.name || channel.channel,
        private: direct || found?.is_private === true,
        writable:
          found?.is_archived !== true &&
          found?.is_read_only !== true &&
          // Slack always says it; where it is not said, the first message tells.
          (direct || (found !== undefined && found.is_member !== false)),
        link: new URL(`archives/${channel.channel}`, url).href,
      };
    },
  };
  const names = new MentionNames(asking, clock);

  return {
    ...asking,
    permalink,

    async readMessage(at) {
      const workspace = here(at, workspaces);
      const message = await listedAt(calls, workspace, at);
      if (!message || isTombstone(message)) return 'gone';
      const link = await permalink(at).catch(() => '');
      return {
        author: await authorOf(message, { workspace, channel: at.channel }, homes),
        text: textOf(await names.named(message.text ?? '', workspace), workspace),
        ...(link === '' ? {} : { link }),
      };
    },

    mayRead: async (person, at) => mayRead(calls, here(at, workspaces), person, at),
    messageAt: (address, realm) => messageAt(address, realm, workspaces),
  };
}

/** The workspace of a channel. */
export function here(channel: Channel, workspaces: Workspaces): Workspace {
  const found = channel.platform === PLATFORM ? workspaces.of(channel) : null;
  if (found) return found;
  if (channel.platform !== PLATFORM) throw new DeliveryError({ permanent: 'gone' });
  throw notHere(channel.realm, workspaces);
}

/** Slack shows the display name, and the real name to whom chose none. */
function profileOf(user: User, { user: id }: Person, workspace: Workspace): Profile {
  const { locale, tz: zone, deleted = false } = user;
  const name = user.profile?.display_name || user.profile?.real_name || user.real_name || user.name || id;
  return {
    name,
    kind: kindOf(user, workspace),
    active: !deleted,
    ...(locale ? { locale } : {}),
    ...(zone && isZone(zone) ? { zone } : {}),
  };
}

function isZone(zone: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: zone }) !== null;
  } catch {
    return false;
  }
}

/**
 * The message at that place. Slack does not always say that one stands in a thread; it is then not in the history,
 * and a thread may be asked for by the name of any of its messages.
 */
async function listedAt(calls: Calls, workspace: Workspace, at: Posted): Promise<Listed | null> {
  const { channel, message: ts } = at;
  const bounds = { channel, oldest: ts, latest: ts };
  const threads = at.thread === undefined ? [undefined, ts] : [at.thread];
  for (const thread of threads) {
    const span = thread === undefined ? bounds : { ...bounds, thread };
    const found = await pageOf(calls, workspace, span, { limit: IN_THREAD }).catch(unlessNoThread);
    const message = found?.messages.find((one) => one.ts === ts);
    if (message) return message;
  }
  return null;
}

function unlessNoThread(error: unknown): null {
  if (slackCodeOf(error) === 'thread_not_found') return null;
  throw error;
}

/** Null for what no person wrote. */
async function authorOf(
  { user, bot_id, user_team, team }: Listed,
  met: Met,
  homes: Homes,
): Promise<Person | null> {
  if (!user || (bot_id && user !== met.workspace.botUser)) return null;
  return homes.author(met, { user, teams: [user_team, team] });
}

/** As people read it; of messages of ours without the signs that keep user text from becoming markup. */
function textOf(text: string, { realm }: Workspace): string {
  const person = (user: string): Person => ({ platform: PLATFORM, realm, user });
  return plainText(text, person).replaceAll(INVISIBLE, '');
}
