import type { Message } from '../chat/message.ts';
import type { Lang } from '../i18n/lang.ts';
import type { Destination, Reference } from './saying.ts';

/** What a reference says now. */
export interface Rendered {
  message: Message;
  /** Our own reactions to be put under it, to be pressed by people. */
  seeds?: readonly string[];
}

/** Turns a reference into words, when it is sent or painted afresh. Null: there is nothing to be said any more. */
export type Render = (what: Reference, lang: Lang, to: Destination) => Promise<Rendered | null>;
