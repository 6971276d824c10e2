import { langOf } from '../i18n/lang.ts';
import { speak } from '../i18n/speak.ts';
import type { Answer, Arrival } from './arrival.ts';
import type { Box } from './box.ts';
import { signerOf } from './contexts.ts';
import { Stopping } from './directory.ts';
import { type KeptArrival, keepDraft, keptArrivals } from './draft-keeper.ts';
import { ARRIVAL_DRAFT } from './drafts.ts';
import { type TellingAlone, tellAlone } from './kit/tell-alone.ts';
import { withinMs } from './kit/within.ts';
import { paragraph } from './messages/said.ts';
import { personKey } from './place.ts';
import { placeOf } from './turn.ts';

/**
 * What takes longer to answer is kept, milliseconds: a second is left to write it down before its person is told "still
 * recording".
 */
const KEEP_MS = 1_000;

/**
 * What people did and the box could not answer soon, mostly because their platform does not say who they are. It rests
 * as a draft does, encrypted under a keyed hash of its person, for a day; whatever ends the process, the next start
 * takes it up and answers it. Done twice it is done once: each arrival claims its id.
 */
export class KeptArrivals {
  readonly #box: Box;
  readonly #stopping: AbortSignal;
  /** Ids of those that are being answered. */
  readonly #inHand = new Set<string>();

  /** `stopping`: aborts when the box stops, which waits for no platform. */
  constructor(box: Box, stopping: AbortSignal) {
    this.#box = box;
    this.#stopping = stopping;
  }

  /**
   * The answer; from {@link KEEP_MS} on until it is there, the arrival is kept. At a stop the answer is that it is kept,
   * or rejects with Stopping where even that failed.
   */
  async whileAnswering(arrival: Arrival, work: Promise<Answer>): Promise<Answer> {
    const id = this.#idOf(arrival);
    this.#inHand.add(id);
    try {
      const soon = await withinMs(work, KEEP_MS, this.#box.clock);
      if (soon) return soon;
      await this.#keep(id, arrival);
      const answer = await work;
      await this.#drop(id);
      return answer;
    } catch (error) {
      if (!(error instanceof Stopping) || !(await this.#keep(id, arrival))) throw error;
      const speaking = speak(langOf(arrival.locale) ?? 'fr');
      return { kind: 'private', message: paragraph(speaking, speaking.t('error.stoppingKept')) };
    } finally {
      this.#inHand.delete(id);
    }
  }

  /**
   * Answers what is kept of that platform, of one realm or of all, each person's in their order. What cannot be answered
   * yet stays. Never rejects.
   */
  async takeUp(
    { platform, realm }: { platform: string; realm?: string },
    answer: (arrival: Arrival) => Promise<Answer>,
  ): Promise<void> {
    const kept = await keptArrivals(this.#box).catch((err: unknown) => {
      this.#box.log.error({ err }, 'arrivals that were kept cannot be read');
      return [];
    });
    const byPerson = new Map<string, Promise<void>>();
    for (const one of kept) {
      const { by } = one.arrival;
      const here = by.platform === platform && (realm === undefined || by.realm === realm);
      if (!here || this.#inHand.has(one.id)) continue;
      this.#inHand.add(one.id);
      const before = byPerson.get(personKey(by)) ?? Promise.resolve();
      byPerson.set(
        personKey(by),
        before.then(() => this.#takeUp(one, answer)),
      );
    }
    await Promise.all(byPerson.values());
  }

  async #takeUp({ id, arrival }: KeptArrival, answer: (arrival: Arrival) => Promise<Answer>): Promise<void> {
    const { log, directory } = this.#box;
    const { platform, realm } = arrival.by;
    const about = { platform, realm, kind: arrival.kind };
    try {
      await directory.know(arrival.by);
      await this.#tell(arrival, await answer(arrival));
      await this.#drop(id);
      log.info(about, 'an arrival that was kept is answered');
    } catch (err) {
      if (!(err instanceof Stopping))
        log.warn({ ...about, err }, 'an arrival that was kept cannot be answered yet');
    } finally {
      this.#inHand.delete(id);
    }
  }

  /** Nobody waits for it any more: it comes by itself, to that person alone. */
  async #tell(arrival: Arrival, answer: Answer): Promise<void> {
    if (answer.kind !== 'private') return;
    const { adapters, secrets, clock, log, chance } = this.#box;
    const { by } = arrival;
    const adapter = adapters.get(by.platform);
    if (!adapter) return;
    const outbound: TellingAlone['outbound'] = {
      send: async (...of) => adapter.send(...of),
      async whisper(where, to, message) {
        if (adapter.whisper) await adapter.whisper(where, to, message);
        else await adapter.send(to, message, chance.id());
      },
    };
    const ways = { outbound, signer: signerOf(by.platform, secrets), clock, stopping: this.#stopping };
    await tellAlone(ways, { person: by, where: placeOf(arrival) }, answer.message)
      // It is done, and shows where it was done.
      .catch((err: unknown) =>
        log.warn({ err, platform: by.platform }, 'an answer was given, and told to nobody'),
      );
  }

  async #keep(id: string, arrival: Arrival): Promise<boolean> {
    const { unitOfWork, log } = this.#box;
    try {
      await unitOfWork.run((tx) =>
        keepDraft(this.#box, tx, arrival.by, { kind: 'arrival', arrival }, { id }),
      );
      return true;
    } catch (err) {
      log.error({ err, kind: arrival.kind }, 'an arrival cannot be kept');
      return false;
    }
  }

  async #drop(id: string): Promise<void> {
    const { unitOfWork, log } = this.#box;
    await unitOfWork
      .run((tx) => tx.drafts.drop(id))
      // Taken up at the next start, it is a repeat.
      .catch((err: unknown) => log.error({ err }, 'an arrival that was kept cannot be dropped'));
  }

  #idOf({ by, id }: Arrival): string {
    // Platforms' own ids may name a person.
    return (
      ARRIVAL_DRAFT + this.#box.secrets.hash('dedupe', `kept ${JSON.stringify([by.platform, by.realm, id])}`)
    );
  }
}
