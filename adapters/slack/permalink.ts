import type { Posted } from '../../src/chat/place.ts';
import { PLATFORM } from './platform.ts';
import type { Workspaces } from './workspaces.ts';

/** `/archives/CHANNEL/p` and the time stamp of the message without its dot: six digits of it are a fraction. */
const PATH = /^\/archives\/([CDG][A-Z0-9]+)\/p(\d+)(\d{6})\/?$/;

/**
 * The message a link of Slack names ("Copy link" in a message's menu), in a workspace of ours; null for any other
 * address. An answer in a thread names its thread too (`thread_ts`).
 */
export function messageAt(address: string, realm: string, workspaces: Workspaces): Posted | null {
  if (!URL.canParse(address)) return null;
  const { origin, pathname, searchParams } = new URL(address);
  const [, channel, seconds, fraction] = PATH.exec(pathname) ?? [];
  const workspace = workspaces.all().find((one) => one.realm === realm && new URL(one.url).origin === origin);
  if (channel === undefined || !workspace) return null;
  const thread = searchParams.get('thread_ts');
  return {
    ...{ platform: PLATFORM, realm, team: workspace.team, channel, message: `${seconds}.${fraction}` },
    ...(thread !== null && /^\d+\.\d{6}$/.test(thread) && { thread }),
  };
}
