import { randomUUID } from 'node:crypto';
import type { Clock } from '../../clock.ts';
import { type Adapter, DeliveryError } from '../adapter.ts';
import type { Message } from '../message.ts';
import type { Channel, Person, Posted } from '../place.ts';
import { sealButtons } from './private-buttons.ts';
import type { Signer } from './signer.ts';

/**
 * What tells something to one person, without the box's outbox: an answer is late soon. `Whispered`: what the adapter
 * knows of a whisper that was shown.
 */
export interface TellingAlone<Whispered = void> {
  /** Its whisper() binds buttons to the person by itself, and falls back to the direct conversation. */
  outbound: Required<Pick<Adapter, 'send'>> & {
    whisper(where: Channel, to: Person, message: Message): Promise<Whispered>;
  };
  signer: Signer;
  clock: Clock;
  /** Aborts when the adapter stops: what waits for its next try has it at once. */
  stopping: AbortSignal;
}

/**
 * Waits between the tries of one way while the platform says "later", milliseconds; longer ones where it asks for them.
 * Some minutes in all: an answer is of use as long as its person remembers what they asked.
 */
const WAITS_MS = [0, 0, 15_000, 30_000, 60_000, 60_000, 60_000];

/** Whom an answer goes to, and where they are. */
export interface Alone {
  person: Person;
  /** The channel asked from, to which buttons stay bound; null at the person's own page. */
  where: Channel | null;
  /** Asked from that channel, but in the direct conversation, where the person is: the answer stands there. */
  directly?: boolean;
}

/**
 * A message to one person: as one that only they see in that channel, else in the direct conversation. Resolves with
 * the direct message, or with what the whisper did; rejects when no way was left.
 */
export async function tellAlone<Whispered = void>(
  { outbound, signer, ...waiting }: TellingAlone<Whispered>,
  { person, where, directly = false }: Alone,
  message: Message,
): Promise<Posted | Whispered> {
  // In the conversation with the box a message stays; one that only they see would be gone at the next start.
  if (where && !where.direct && !directly)
    return patiently(() => outbound.whisper(where, person, message), waiting);
  const sealed = sealButtons(message, { person, where }, waiting.clock.now(), signer);
  return patiently(() => outbound.send(person, sealed, randomUUID()), waiting);
}

/** How the next try is waited for. */
type Waiting = Pick<TellingAlone, 'clock' | 'stopping'>;

async function patiently<T>(
  send: () => Promise<T>,
  { clock, stopping }: Waiting,
  [wait, ...others] = WAITS_MS,
): Promise<T> {
  try {
    return await send();
  } catch (error) {
    const failure = error instanceof DeliveryError ? error.failure : null;
    const again = failure && 'retryAfterMs' in failure && wait !== undefined && !stopping.aborted;
    if (!again) throw error;
    await clock.sleep(Math.max(wait, failure.retryAfterMs), stopping);
    return patiently(send, { clock, stopping }, others);
  }
}
