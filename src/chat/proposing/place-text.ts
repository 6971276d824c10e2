import { z } from 'zod';
import type { MessagePlace } from '../../proposing/message-place.ts';
import type { Channel, Posted } from '../place.ts';

const id = z.string().min(1);
/** Platform, realm, channel, message, and where there are some team and thread. */
const parts = z.tuple([id, id, id, id, id.nullable(), id.nullable()]);

/** Where a message stands, without what can be asked of its platform. */
export function placeOf({ platform, realm, channel, message, team, thread }: Posted): MessagePlace {
  return {
    ...{ platform, realm, channel, message },
    ...(team !== undefined && { team }),
    ...(thread !== undefined && { thread }),
  };
}

/** The place as the value of a button: some hundred characters, ids alone. */
export function placeText(at: Posted): string {
  const { platform, realm, channel, message, team = null, thread = null } = at;
  return JSON.stringify([platform, realm, channel, message, team, thread]);
}

/** The place a button's value names; null for what is none. */
export function readPlace(text: string): MessagePlace | null {
  const read = parts.safeParse(parsedJson(text));
  if (!read.success) return null;
  const [platform, realm, channel, message, team, thread] = read.data;
  return placeOf({
    ...{ platform, realm, channel, message },
    ...(team !== null && { team }),
    ...(thread !== null && { thread }),
  });
}

/** The channel a message stands in, its thread included. */
export function channelOf({ message: _, ...channel }: MessagePlace): Channel {
  return channel;
}

function parsedJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
