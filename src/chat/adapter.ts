import type { RequestListener } from 'node:http';
import type { ZodType } from 'zod';
import type { Clock } from '../clock.ts';
import type { Lang } from '../i18n/lang.ts';
import type { Logger } from '../log.ts';
import type { Arrival, Inbox } from './arrival.ts';
import type { Message } from './message.ts';
import type { Channel, Person, Posted } from './place.ts';

/**
 * The contract between the box and a chat platform. Few members are required; each optional one names the
 * box's fallback when it is absent. `test/contract/` is the suite every adapter passes.
 */
export interface AdapterModule<E = unknown> {
  /** The name in CHAT_ADAPTERS and the `platform` of its persons and channels. */
  readonly name: string;
  /** The adapter's own environment, read through the same door as the box's. */
  readonly env: ZodType<E>;
  create(ctx: AdapterContext, env: E): Adapter;
}

/** What the box lends an adapter. */
export interface AdapterContext {
  /** The box owns the port; the listener gets the raw request, its URL still with the prefix. */
  http: { mount(prefix: string, listener: RequestListener): void };
  /**
   * Durable memory for tokens and sequence numbers, private to this adapter. Values rest encrypted and keys as keyed
   * hashes, so both may name somebody. `about`: whom a value concerns; it goes when that person is erased.
   */
  memory: {
    get(key: string): Promise<string | null>;
    set(key: string, value: string | null, about?: Person): Promise<void>;
  };
  /** A tag over the text, for one purpose; the key never leaves the box. */
  sign(purpose: string, text: string): string;
  verify(purpose: string, text: string, tag: string): boolean;
  /** Pure, no database: whether this arrival will be answered by a form, so that a view can open first. */
  opensForm(arrival: Arrival): boolean;
  /** The few texts an adapter says by itself. */
  words(locale?: string): AdapterWords;
  /** Every command with its help, for completion and for setting a platform up. */
  grammar: readonly CommandHelp[];
  report(notice: Notice): void;
  clock: Clock;
  log: Logger;
  publicUrl: URL | null;
  /** Folder of the box's data, for an adapter that keeps a file of its own. */
  dataDir: string;
}

/** Texts an adapter needs before or without the core's answer, so that every platform says the same. */
export interface AdapterWords {
  /** The language they are in. */
  lang: Lang;
  stillRecording: string;
  tryAgain: string;
  loading: string;
  /** In place of a form that its person must close themselves. */
  done: string;
  /** Said where something was asked whose answer cannot be shown there. */
  answerComesDirectly: string;
  /** Said to a press that never reaches the box: too late, or not as the box wrote it. */
  buttonExpired: string;
  buttonUnknown: string;
  /** Said to a submit that never reaches the box: another person's form, or an altered one. */
  formNotYours: string;
  /** What a form was sent for is there, and only sending it again shows it. */
  sendAgain: string;
  /** Beside a text that its field cannot hold, which is shown whole next to it. */
  tooLong: string;
  /** Before a text whose form did not open, and the button that opens it. */
  formNotOpened: string;
  openForm: string;
  /** Where a form cannot open: how to file an idea. */
  typeCommand: string;
  /** The platform calls the box with a proof that is not that of its settings. */
  commandUnknown: string;
  /** A command of a team or workspace for which the box has no token. */
  workspaceUnknown: string;
  /** Titles and labels: the box, and what closes, cancels and ticks. */
  box: string;
  close: string;
  cancel: string;
  yes: string;
}

/** One command as help and completion show it, in one language. */
export interface CommandHelp {
  /** Canonical word; two words for a sub-command ("digest apercu"). */
  word: string;
  aliases: readonly string[];
  /** Arguments as shown: "#n TEXTE". */
  usage: Readonly<Record<'fr' | 'en', string>>;
  help: Readonly<Record<'fr' | 'en', string>>;
  /** Something that can be copied: "pour #2256". */
  example: string;
}

/** Something an adapter noticed by itself. */
export type Notice = { at: number } & (
  | { kind: 'lost'; what: Channel | Posted | { platform: string; realm: string; team?: string } }
  /** What was lost may work again: the box looks, and takes up what does. */
  | { kind: 'found'; what: Channel | { platform: string; realm: string; team?: string } }
  /** Events may be missing since then: reconcile, of the realm or of this posting alone. */
  | { kind: 'gap'; realm: string; since: number; posted?: Posted }
  | { kind: 'up' | 'down'; realm: string }
  /** Something the platform says of that person has changed, perhaps what they may do: it is asked anew. */
  | { kind: 'person'; person: Person }
);

/** What a realm can show. */
export interface Abilities {
  /** `one`: no second step, the choice comes as buttons in a private message. `none`: a dialogue in text. */
  forms: 'none' | 'one' | 'steps';
  buttons: boolean;
  /** False: nobody can be told anything alone, so closed things are never said there. */
  private: boolean;
  /** Whether an answer can stand in the thread of a message. False: what belongs into one is left out. */
  threads: boolean;
  /** How long the platform honours our key on a repeated send; 0 when it does not. */
  resendSafeMs: number;
}

/** How fast an adapter may repaint, chosen by its platform's limits. */
export interface Pace {
  repaintsPerMinute: number;
  /** Least time between two repaints of one posting, milliseconds. */
  perPostingMs: number;
}

/** One chat platform, as the box uses it. Each optional member says what the box does without it. */
export interface Adapter {
  /** What people type to call the box: "/idee"; where clients keep "/" for themselves, "!idee". */
  readonly commandWord: string;
  can(realm: string): Abilities;
  readonly pace: Pace;
  /**
   * Resolves once events can arrive. A platform that does not answer is asked again for as long as it takes, and what
   * else the adapter serves goes on meanwhile. Rejects with SetupError where a setting is wrong.
   */
  start(inbox: Inbox): Promise<void>;
  /** No new arrivals; waits for those in hand, for seconds at most where the platform makes them wait. Idempotent. */
  stop(): Promise<void>;
  /**
   * Sends a new message; to a Person: as a direct message. `key` names this very send and is kept with the
   * message, so that `findSent` finds it. Rejects with DeliveryError.
   */
  send(to: Channel | Person, message: Message, key: string): Promise<Posted>;
  /** Shows the new content in place. Absent: a new message at changes of status only. */
  update?(posted: Posted, message: Message): Promise<void>;
  /** A message only `to` sees, in that channel. Absent or impossible: a direct message. */
  whisper?(where: Channel, to: Person, message: Message): Promise<void>;
  /** Looks for the message sent with this key. Absent: a send in doubt is parked. */
  findSent?(to: Channel | Person, key: string, since: number): Promise<Posted | 'absent' | 'cannot tell'>;
  /** Puts our own reactions under a message, to be pressed by people. Absent: buttons only. */
  seed?(posted: Posted, emoji: readonly string[]): Promise<void>;
  /**
   * Standing reactions of persons (never our own), for reconciliation. `known` are the counts we hold by
   * emoji: a posting whose counts agree may be answered `unchanged`. Absent: events alone.
   */
  reactions?(
    of: readonly { posted: Posted; known: Readonly<Record<string, number>> }[],
  ): AsyncIterable<ReactionState>;
  /**
   * Absent: no message-to-idea by reaction, and authors of messages are not asked. `at` is where it stands, needed
   * only where {@link messageAt} could not say its channel. Rejects with DeliveryError.
   */
  readMessage?(
    at: Posted,
  ): Promise<{ author: Person | null; text: string; link?: string; at?: Posted } | 'gone'>;
  /**
   * Whether that person can read on the platform, now, what stands in that channel, or that message there: never yes for
   * what would be hidden from them. Absent: a message is theirs to name only in the channel where they type, and what
   * was once asked in a closed lab's channel counts nowhere else, nor does a form. Rejects with DeliveryError.
   */
  mayRead?(person: Person, at: Channel | Posted): Promise<boolean>;
  /**
   * The message that an address of this platform names, known from the address alone; null for any other address.
   * `channel` is empty where the address does not say it. Absent: an address that is typed is the text of an idea.
   */
  messageAt?(address: string, realm: string): Posted | null;
  /** Absent: everybody is an active member with their id as name. */
  profile?(of: Person): Promise<Profile>;
  describe?(channel: Channel): Promise<{ name: string; private: boolean; writable: boolean; link?: string }>;
  permalink?(posted: Posted): Promise<string>;
}

/** What a platform says of a person. `locale` and `zone` as the platform names them. */
export interface Profile {
  name: string;
  locale?: string;
  zone?: string;
  kind: 'member' | 'guest' | 'bot';
  active: boolean;
}

/** How a send failed, which decides whether it is tried again. */
export type DeliveryFailure =
  /** gone: the destination no longer exists; unreachable: the person cannot be written to; refused: we may not, whoever allows what; invalid: the content. */
  | { permanent: 'gone' | 'unreachable' | 'refused' | 'invalid' }
  | { retryAfterMs: number; scope: 'lane' | 'realm' }
  /**
   * Of a send to a channel we are in, or an update there: nothing of ours may be said, or changed, until a person allows
   * it. It is tried again.
   */
  | { forbidden: true }
  /**
   * Of an update: its channel is archived or deleted, or we are not in it (any more), so that nobody can say whether the
   * message stands. It is tried again; `gone` is only for a message that certainly stands no more.
   */
  | { lost: true }
  /** It may or may not have happened (crash, time-out). */
  | { inDoubt: true };

/** The only error `send`, `update`, `whisper` and `seed` reject with. */
export class DeliveryError extends Error {
  override readonly name = 'DeliveryError';
  readonly failure: DeliveryFailure;
  /** What the platform, or the network, calls it, for the log: never a text. Absent: the log says no more than `failure`. */
  readonly code: string | undefined;
  constructor(failure: DeliveryFailure, { code, ...options }: ErrorOptions & { code?: string } = {}) {
    super(JSON.stringify(failure), options);
    this.failure = failure;
    this.code = code;
  }
}

/**
 * `start` rejects with it where trying again would not help: a setting that the platform does not take. The message
 * says which one and what to do, never its value. Any other failure to start may pass by itself: better an adapter
 * tries again, and stays unready meanwhile.
 */
export class SetupError extends Error {
  override readonly name = 'SetupError';
}

/** A person's reaction. `at`: when it was made, in our time, where the platform says it. */
export interface StandingMark {
  by: Person;
  emoji: string;
  at?: number;
}

/** The reactions that stand under one posting, or why they are not listed. */
export type ReactionState = { posted: Posted } & (
  | { gone: true }
  | { unchanged: true }
  /** An incomplete list only adds. `own`: our own reactions there; absent where the platform did not tell all of them. */
  | { marks: StandingMark[]; complete: boolean; own?: readonly string[] }
);
