import { randomUUID } from 'node:crypto';
import type { AdapterContext } from '../../../src/chat/adapter.ts';
import type { Inbox } from '../../../src/chat/arrival.ts';
import type { EmojiNames } from '../../../src/chat/kit/emoji-names.ts';
import type { InHand } from '../../../src/chat/kit/in-hand.ts';
import type { Locales } from '../../../src/chat/kit/locales.ts';
import type { Remembered } from '../../../src/chat/kit/remembered.ts';
import type { ServerTime } from '../../../src/chat/kit/server-time.ts';
import type { Channel, Person } from '../../../src/chat/place.ts';
import type { Conversation } from '../conversation.ts';
import type { Homes } from '../homes.ts';
import type { Losing } from '../losing.ts';
import type { MentionNames } from '../mention-names.ts';
import type { Modals } from '../modals.ts';
import type { OpenForms } from '../open-forms.ts';
import { ResponseUrl } from '../response-url.ts';
import type { Senders } from '../senders.ts';
import type { Workspaces } from '../workspaces.ts';
import { instantOf } from './payloads.ts';

/** What turns payloads into arrivals, and answers them, needs. */
export interface InboundParts {
  ctx: AdapterContext;
  inbox: Inbox;
  workspaces: Workspaces;
  losing: Losing;
  homes: Homes;
  senders: Senders;
  conversation: Conversation;
  modals: Modals;
  openForms: OpenForms;
  locales: Locales;
  emoji: EmojiNames;
  names: MentionNames;
  /** How far Slack's clock is from ours: events are dated by Slack's, commands and forms by ours. */
  time: ServerTime;
  /** What was written to the box alone, by the id of its event: resolves once the box has taken it. */
  written: Remembered<Promise<void>>;
  /** Hints that were acknowledged and are not yet answered. */
  hints: InHand;
}

/** Acknowledges a payload; what it may carry depends on the payload. */
export type Ack = (body?: object) => Promise<void>;

/** The instant in our time of something that Slack dates by its own, in seconds; of what it does not date, now. */
export function dated({ ctx, time }: InboundParts, seconds: string | null | undefined): number {
  return seconds ? time.ours(instantOf(seconds)) : ctx.clock.now();
}

/** What every arrival says of itself. */
export function common({ ctx, locales }: InboundParts, id: string, by: Person, at = ctx.clock.now()) {
  const locale = locales.of(by);
  return { id, by, at, ...(locale === undefined ? {} : { locale }) };
}

/** The id of an arrival by its trigger, which is its alone; where it has none, nobody could tell its repeat either. */
export function arrivalId(kind: string, trigger: string | null | undefined): string {
  return `${kind} ${trigger ?? randomUUID()}`;
}

/** The address for answers of what was done there; null where there is none. */
export function responseUrlOf(
  { ctx }: InboundParts,
  url: string | null | undefined,
  { thread }: Channel,
): ResponseUrl | null {
  return url ? new ResponseUrl(url, thread, ctx.clock) : null;
}
