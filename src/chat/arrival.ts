import type { Form, FormState } from './form.ts';
import type { Message } from './message.ts';
import type { Channel, Person, Posted } from './place.ts';

/** A run of typed text: plain, or a person the platform resolved. */
export type Span = string | { person: Person; name: string };

interface Common {
  /** Repeats when the platform retries the same delivery; different for two deliveries. */
  id: string;
  by: Person;
  /** Instant the platform gives, else when it arrived; milliseconds UTC. */
  at: number;
  /** The client's language, as the platform names it ("fr-FR"). */
  locale?: string;
}

/** What a verified platform request says, in neutral words. */
export type Arrival = Common &
  (
    | { kind: 'command'; where: Channel; text: readonly Span[]; inThread?: Posted }
    | { kind: 'submit'; form: FormState; values: Readonly<Record<string, string>> }
    /**
     * `on`: what it stands under; only under a posting of ours, or in private, does it count. `proven`: the platform
     * itself says that our bot posted that message, and when in our time; it then counts as ours though we do not know it.
     * `elsewhere`: it was not pressed in `where`, which is what its button remembers (still-there.ts).
     */
    | {
        kind: 'press';
        where: Channel;
        on: Posted | 'private';
        action: string;
        value: string;
        proven?: { postedAt: number };
        elsewhere?: true;
      }
    /**
     * `emoji`: Unicode without skin tone and U+FE0F, else `:name:`. `found`: nobody did it just now, it was seen when
     * standing reactions were looked up, and there is nobody to be answered.
     */
    | { kind: 'mark'; on: Posted; emoji: string; added: boolean; found?: true }
    | { kind: 'shortcut'; message: Posted; text: string; author: Person | null }
    | { kind: 'home' }
  );

/** An arrival of one kind: `ArrivalOf<'press'>`. */
export type ArrivalOf<K extends Arrival['kind']> = Extract<Arrival, { kind: K }>;

/** `instead`: the whole message, which takes the place of the first; `after`: only what is new, to stand under it. */
export type LaterShown = 'instead' | 'after';

/** What the person who caused the arrival gets, privately. */
export type Answer =
  | { kind: 'nothing' }
  /**
   * `later` brings what is to be shown once something is known that is not yet (the link to a card that is on its way),
   * or null when nothing more comes; it may take for ever and never rejects. An adapter that can replace a private
   * message, or show another one under it, calls it after showing the first one, and waits for it in no stop; others
   * leave it.
   *
   * `onCard`: the card, repainted, says it too. An adapter that could show it to nobody but by writing to the person
   * leaves that out, or a morning of votes would be as many direct messages.
   */
  | {
      kind: 'private';
      message: Message;
      later?: (shown?: LaterShown) => Promise<Message | null>;
      onCard?: boolean;
    }
  /** Opens, or replaces the step; only to a command, press, shortcut or submit. */
  | { kind: 'form'; form: Form }
  /** Errors by field id, only to a submit. The form stays open with everything typed. */
  | { kind: 'invalid'; fields: Readonly<Record<string, string>> }
  | { kind: 'home'; message: Message };

/** The one door into the box. Never rejects: what fails inside becomes a short apology. */
export type Inbox = (arrival: Arrival) => Promise<Answer>;
