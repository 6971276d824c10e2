import type { Chance, Clock } from '../clock.ts';
import type { SimilarIdeas } from '../ideas/similar-ideas.ts';
import type { Logger } from '../log.ts';
import type { PersonRef } from '../members/member-store.ts';
import type { Reads } from '../reads.ts';
import type { Secrets } from '../secrets.ts';
import type { UnitOfWork } from '../unit-of-work.ts';
import type { Adapter } from './adapter.ts';
import type { CardsOut } from './cards-out.ts';
import type { Directory } from './directory.ts';
import type { Remembered } from './kit/remembered.ts';
import type { Posted } from './place.ts';
import type { SendsInHand } from './sends-in-hand.ts';

/** What the chat side of the box works with; wired once by the bootstrap. */
export interface Box {
  unitOfWork: UnitOfWork;
  reads: Reads;
  clock: Clock;
  chance: Chance;
  secrets: Secrets;
  log: Logger;
  /** Running adapters by platform. */
  adapters: ReadonlyMap<string, Adapter>;
  directory: Directory;
  similar: SimilarIdeas;
  admins: readonly PersonRef[];
  /** Time zone of labs that name none, and of persons in no lab. */
  zone: string;
  /** The reaction that asks to make an idea of a message; null: none does. */
  proposeEmoji: string | null;
  /** Something may be missing under this posting of ours: its reactions are compared, in so many milliseconds. */
  lookAgain(posted: Posted, inMs?: number): void;
  /** Whom it was told, in the last day, that their reaction to a posting does not count. */
  refusalsTold: Remembered<true>;
  /** Messages on their way, which people may see before we know them. */
  sends: SendsInHand;
  /** Cards that go out, for who waits for one. */
  cards: CardsOut;
}
