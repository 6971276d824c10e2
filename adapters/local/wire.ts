/**
 * What travels between this adapter and its page, as JSON. Types only: the page is built for the browser
 * and shares nothing else with the server.
 */

/** A run of text. A plain string is text as it is. */
export type RunView =
  | string
  | { kind: 'strong' | 'code'; text: string }
  /** `url` is http(s), or a path of this chat. */
  | { kind: 'link'; url: string; text: string }
  /** `user` is null for a person of another platform. */
  | { kind: 'person'; user: string | null; name: string }
  /** `channel` is null for a channel of another platform; the page makes a link of one its person may see. */
  | { kind: 'channel'; channel: string | null; name: string };

export interface ButtonView {
  action: string;
  value: string;
  label: string;
  says?: string;
  style?: 'primary' | 'danger';
}

export type BlockView =
  | { kind: 'heading' | 'context'; text: RunView[] }
  | { kind: 'text'; text: RunView[]; button?: ButtonView }
  | { kind: 'fields'; fields: { label: string; value: string }[] }
  | { kind: 'buttons'; buttons: ButtonView[] }
  | { kind: 'image'; url: string; alt: string };

/** A message of the box. */
export interface CardView {
  lang: string;
  summary: string;
  blocks: BlockView[];
}

export interface ReactionView {
  /** Without U+FE0F: what a request names it by. */
  emoji: string;
  /** As it is drawn. */
  shown: string;
  /** Names of the people who put it, oldest first. Empty: only the box did, to be pressed. */
  by: string[];
  mine: boolean;
}

/** A message as one person sees it. Ids grow with time, over all channels. */
export interface MessageView {
  id: number;
  channel: string;
  /** Milliseconds UTC. */
  at: number;
  /** Only the person who asks sees it; they may dismiss it. */
  onlyYou: boolean;
  /** The message this one continues. */
  thread: number | null;
  reactions: ReactionView[];
  content: { by: 'box'; card: CardView } | { by: 'person'; user: string; text: string };
}

interface FieldCommon {
  id: string;
  label: string;
  help?: string;
  value: string;
  optional: boolean;
}

export type FieldView = FieldCommon &
  (
    | { kind: 'input' | 'area' | 'address'; placeholder?: string; max?: number }
    | { kind: 'one-of'; options: { value: string; label: string }[] }
    | { kind: 'checkbox' }
  );

export interface FormView {
  lang: string;
  title: string;
  intro: RunView[];
  fields: FieldView[];
  submit: string;
  /** The form's state, signed for this person: it comes back with the submit as it is. */
  token: string;
}

/** What a request that made an arrival gets. */
export type Outcome =
  | { kind: 'nothing' }
  /** An ordinary message was said, or a private answer was shown. */
  | { kind: 'message'; message: MessageView }
  | { kind: 'form'; form: FormView }
  | { kind: 'invalid'; fields: Record<string, string> }
  /** Still being recorded: the outcome follows as an event with the same request id. */
  | { kind: 'later'; text: string };

/** What the page hears without asking. */
export type LiveEvent =
  /** Load everything again: a first connection, or one that was away too long. */
  | { kind: 'refresh' }
  /** A new message (`fresh`), or a new state of one that stands. */
  | { kind: 'message'; message: MessageView; fresh: boolean }
  | { kind: 'dismissed'; channel: string; id: number }
  | { kind: 'outcome'; requestId: string; outcome: Outcome };

export interface PersonaView {
  user: string;
  name: string;
  lang: string;
  guest: boolean;
}

export interface CommandView {
  word: string;
  aliases: readonly string[];
  usage: Readonly<Record<'fr' | 'en', string>>;
  help: Readonly<Record<'fr' | 'en', string>>;
  example: string;
}

/** What never changes while the box runs. */
export interface WorldView {
  boxName: string;
  personas: PersonaView[];
  /** Emoji to react with. */
  palette: { emoji: string; shown: string }[];
  commandWord: string;
  grammar: readonly CommandView[];
}

export interface ChannelView {
  id: string;
  name: string;
  /** Closed to others; a direct conversation is closed too. */
  private: boolean;
  direct: boolean;
  unread: number;
}

/** One page of a channel, oldest first. */
export interface MessagesView {
  messages: MessageView[];
  /** Whether older ones exist. */
  more: boolean;
}
