import type { Adapter, AdapterWords } from '../../src/chat/adapter.ts';
import type { Form } from '../../src/chat/form.ts';
import type { Message } from '../../src/chat/message.ts';
import type { Channel, Person, Posted } from '../../src/chat/place.ts';
import type { ManualClock } from '../manual-clock.ts';

/**
 * What an author of an adapter writes so that the suite can try it: the adapter over its platform (real, or
 * a fake that checks what the platform checks), and hands to do what persons and the platform itself do.
 *
 * Rules for authors:
 * - One harness is made for each clause and closed after it; it shares nothing with another one.
 * - The adapter is created but not started: the suite starts it with an inbox of its own.
 * - The adapter and the fake platform read the one `clock`. Real time is for sockets only.
 * - What the platform cannot do is left out *and* named in the suite's `lacks`, with the reason. The suite
 *   then proves the fallback which the contract documents instead.
 * - "As people see it" means after the platform's own rendering, done by the harness, never by asking the
 *   adapter's renderer.
 */
export interface Harness {
  readonly adapter: Adapter;
  /** The module's name, and the one realm in which the suite plays. */
  readonly platform: string;
  readonly realm: string;
  readonly clock: ManualClock;
  /** What the context gives the adapter to say by itself. */
  readonly words: AdapterWords;
  readonly people: {
    /** Who types, presses and submits. */
    readonly asker: Person;
    /** A second person in the same channel. Ability `people`. */
    readonly other?: Person;
    /** Somebody of this realm whom the platform does not let us write to (deactivated, unknown). */
    readonly unreachable: Person;
  };
  readonly channels: {
    /** Both persons and the bot are in it; empty at first. */
    readonly home: Channel;
    /** A channel of this realm that does not exist any more. */
    readonly missing: Channel;
  };
  /** How long a clause waits for something to come over the sockets, real milliseconds. Default 2,000. */
  readonly patienceMs?: number;
  /** Runs of the property test over hostile text. Default 60; fewer where a run is slow. */
  readonly hostileRuns?: number;

  /**
   * A person types the command word and then `text`. Resolves when the platform has its acknowledgement;
   * where the platform wants none, at once. Rejects when the adapter refuses or no longer listens.
   */
  type(by: Person, where: Channel, text: string): Promise<void>;
  /**
   * Everything this person sees in that channel, or in the conversation with the bot alone ('direct'):
   * oldest first, messages for this person alone included.
   */
  see(by: Person, where: Channel | 'direct'): Promise<readonly Shown[]>;
  /**
   * Reads what is shown as the platform's own client and server do, and names everything that `message` did
   * not mean: a ping of anybody, a link or image not in it, a heading or line more than it has, a character
   * that changes how the rest is shown. Empty means harmless.
   */
  dangers(shown: Shown, message: Message): readonly string[];
  /**
   * Resolves when nothing is under way any more between platform and adapter, acknowledgements included.
   * Idle connections that only the platform's side keeps alive are closed.
   */
  settle(): Promise<void>;
  /** Frees everything, the adapter's sockets too should it not have stopped. */
  close(): Promise<void>;

  /** Ability `mentions`: how one types a mention of that person. */
  mention?(person: Person): string;
  /** Ability `threads`: types the command in the thread under a message. */
  typeInThread?(by: Person, under: Posted, text: string): Promise<void>;

  /** Ability `buttons`. Resolves with the acknowledgement, like `type`. */
  press?(by: Person, shown: Shown, label: string): Promise<void>;

  /** Ability `forms`: the form open before this person. */
  form?(by: Person): Promise<ShownForm | null>;
  /**
   * Ability `forms`: types these values over those shown and submits; a field not named stays as shown.
   * A client that cuts at a field's limit cuts here too. A ticked box is 'yes'. Resolves like `type`.
   */
  submit?(by: Person, form: ShownForm, values: Readonly<Record<string, string>>): Promise<void>;
  /** Ability `forms`: like `dangers`, for what a form shows around its fields. */
  formDangers?(shown: ShownForm, form: Form): readonly string[];
  /**
   * Ability `forgedState`: submits as the asker with a state in which another nonce stands, everything else
   * as it was, the proof too (`tampered`); or the asker's form as the other person (`stolen`). The platform's
   * own answer does not matter.
   */
  submitForged?(form: ShownForm, how: 'tampered' | 'stolen'): Promise<void>;

  /** Ability `marks`. */
  react?(by: Person, posted: Posted, emoji: EmojiInSuite): Promise<void>;
  unreact?(by: Person, posted: Posted, emoji: EmojiInSuite): Promise<void>;

  /** Ability `repeats`: the kinds of delivery the platform may repeat, and the repeat of the last one. */
  readonly repeatable?: readonly ('command' | 'press' | 'submit' | 'mark')[];
  repeat?(): Promise<void>;

  /**
   * Ability `forgeries`: requests that did not come from the platform, or not untouched: no proof, a wrong
   * one, one that is too old, one over another body, for each of the adapter's doors.
   */
  readonly forgeries?: readonly { title: string; attempt(): Promise<unknown> }[];

  /** Ability `faults`: the next call of the adapter that sends or changes a message meets this. */
  fail?(fault: Fault): void;

  /** Ability `deletion`: somebody deletes the posting. */
  remove?(posted: Posted): Promise<void>;

  /** Ability `shortcuts`: a person uses the box's entry in the menu of a message. */
  takeShortcut?(by: Person, message: Posted): Promise<void>;
  /** Ability `home`: a person opens the box's own page, and what stands on it. */
  openHome?(by: Person): Promise<void>;
  home?(by: Person): Promise<string>;
}

/** Makes a fresh harness; its adapter is not started. */
export type MakeHarness = () => Promise<Harness>;

/** Emoji a harness must know how to pick, with their skin tones and U+FE0F as clients send them. */
export type EmojiInSuite = '👍' | '👍🏽' | '👎' | '❤️' | '1️⃣' | '💡';

/** A message as one person sees it. */
export interface Shown {
  /** Null where the platform gives no lasting id: a private answer. */
  readonly posted: Posted | null;
  /** Whether only this person sees it; true for everything in 'direct'. */
  readonly private: boolean;
  /** As it reads, or is read out: without markup, alternative texts of images included. */
  readonly text: string;
  /** As the platform stores it. */
  readonly raw: string;
  /** Labels of the buttons, as they read. */
  readonly buttons: readonly string[];
  /** Standing reactions, Unicode without U+FE0F, as the platform counts them: one of ours alone may be 0. */
  readonly marks: Readonly<Record<string, number>>;
  /** Whatever the harness needs to press one of its buttons. */
  readonly handle?: unknown;
}

/** A form as the person before it sees it. */
export interface ShownForm {
  readonly title: string;
  readonly intro: string;
  readonly submit: string;
  readonly fields: readonly ShownField[];
  /** As the platform received it. */
  readonly raw: string;
  /** Whatever the harness needs to submit it. */
  readonly handle?: unknown;
}

export interface ShownField {
  readonly id: string;
  readonly label: string;
  /** What stands in it now: '' when empty, 'yes' for a ticked box. */
  readonly value: string;
  readonly error: string | null;
}

/** How the platform fails a call. */
export type Fault =
  /** 429, or whatever says "later", with the delay in the platform's own place. Not done. */
  | { kind: 'slow down'; retryAfterMs: number }
  /** Done, but the answer never comes: cut the connection, or leave it open until the adapter gives up. */
  | { kind: 'lost answer' }
  /** Not done, and trying again now will not help: no right to write there. */
  | { kind: 'refused' };
