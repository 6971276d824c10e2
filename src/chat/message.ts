import type { Lang } from '../i18n/lang.ts';
import type { Channel, Person } from './place.ts';

/**
 * Neutral content of a message. An adapter renders it; it never holds a platform's markup.
 *
 * Every string in it is plain text and is escaped by the renderer: nothing a user writes can ping a channel,
 * forge a link or break the layout.
 */
export interface Message {
  /** Language of the texts, for screen readers. */
  lang: Lang;
  /** The whole in one plain line or two: notifications, and platforms that show no blocks. */
  summary: string;
  blocks: readonly Block[];
}

/** A piece of a message; an adapter shows what it cannot draw as plain text. */
export type Block =
  | { kind: 'heading'; text: readonly Inline[] }
  /** A paragraph; `\n` breaks lines. The button belongs to this paragraph and follows it. */
  | { kind: 'text'; text: readonly Inline[]; button?: Button }
  | { kind: 'fields'; fields: readonly { label: string; value: string }[] }
  /** Small print: who, where, when, status. */
  | { kind: 'context'; text: readonly Inline[] }
  | { kind: 'buttons'; buttons: readonly Button[] }
  | { kind: 'image'; url: string; alt: string };

/** A run of text. A plain string is text as it is. */
export type Inline =
  | string
  | { kind: 'strong'; text: string }
  /** Text to be typed as it stands: a command, an environment line. */
  | { kind: 'code'; text: string }
  | { kind: 'link'; url: string; text: string }
  /** A person of some platform; on another platform the name is shown. Never pings more than that person. */
  | { kind: 'person'; person: Person; name: string }
  /** A channel; on another platform the name is shown. */
  | { kind: 'channel'; channel: Channel; name: string };

/**
 * A button. Pressed, it comes back as an arrival with this action and value, whenever that is: the core
 * checks the person again, and answers an action it no longer knows with what to do instead.
 */
export interface Button {
  action: string;
  value: string;
  /** At most {@link LABEL_BYTES} bytes of UTF-8; never an emoji alone. */
  label: string;
  /** What a screen reader says where the label alone would be ambiguous ("Pour, idée 2256"). */
  says?: string;
  style?: 'primary' | 'danger';
}

/**
 * How long the buttons of a private message ("only you see this") count after it was shown. An adapter
 * refuses a later press in the person's language, and the box never hears of it.
 */
export const PRIVATE_BUTTON_LIFE_MS = 24 * 60 * 60 * 1000;

/** Labels and form titles: the narrowest platform (Mattermost's dialog title) allows 24 bytes. */
export const LABEL_BYTES = 24;

/** The plain text of a run: what a platform without markup shows. */
export function plain(text: readonly Inline[]): string {
  return text.map((run) => (typeof run === 'string' ? run : 'name' in run ? run.name : run.text)).join('');
}
