import type { Hashes } from '../secrets.ts';

/**
 * Messages whose authors were asked whether to make an idea of them. It holds keyed hashes alone: which message,
 * and, for a day, whom. Every method runs in the caller's transaction.
 */
export interface ProposalStore {
  /** Was somebody ever asked about this message? */
  wasAsked(message: Hashes): Promise<boolean>;
  /** How many questions this person got at this instant or later. */
  countAsked(person: Hashes, since: number): Promise<number>;
  /** `person` null: nobody was written to, an offer was made to who reacted. The message must be a new one. */
  record(asked: { message: string; person: string | null; at: number }): Promise<void>;
  /** Forgets whom, of what was asked before an instant; the messages stay. Returns how many persons went. */
  forgetPersons(before: number): Promise<number>;
}
