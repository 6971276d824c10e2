import type { LabChannel } from '../labs/lab.ts';
import type { WorkspaceRef } from '../labs/lose-workspace.ts';
import type { Box } from './box.ts';
import { findLostChannels, type LostPlace } from './finding-channels.ts';
import { lose } from './losing-channels.ts';
import type { Channel, Posted } from './place.ts';

type Parts = Pick<Box, 'reads' | 'unitOfWork' | 'adapters' | 'clock' | 'log'>;

/**
 * What is lost, and what is found again. What is said of a realm is dealt with one after the other, in the order in which
 * it was said: a look that began before a loss must not end after it, nor a loss overtake the look that follows it.
 */
export class LostAndFound {
  readonly #box: Parts;
  readonly #tookUp: (channel: LabChannel) => void;
  /** By realm: what was begun last. */
  readonly #last = new Map<string, Promise<unknown>>();

  /** `tookUp` hears of each channel that is taken up. */
  constructor(box: Parts, tookUp: (channel: LabChannel) => void) {
    this.#box = box;
    this.#tookUp = tookUp;
  }

  /** Something of ours is said to be gone. */
  lost(what: Channel | Posted | WorkspaceRef): Promise<void> {
    return this.#inTurn(what, () => lose(this.#box, what));
  }

  /** Something lost may work again: it is looked at. Never rejects. */
  async found(place: LostPlace): Promise<void> {
    try {
      const realms = place.realm === undefined ? await this.#realmsWithLost(place.platform) : [place.realm];
      const looked = realms.map((realm) => this.#inTurn({ ...place, realm }, () => this.#look(place, realm)));
      await Promise.all(looked);
    } catch (err) {
      this.#box.log.error({ err }, 'lost channels cannot be looked at');
    }
  }

  async #look(place: LostPlace, realm: string): Promise<void> {
    for (const channel of await findLostChannels(this.#box, { ...place, realm })) this.#tookUp(channel);
  }

  async #realmsWithLost(platform: string): Promise<string[]> {
    const { labs } = this.#box.reads;
    const channels = await Promise.all((await labs.all()).map(({ id }) => labs.channels(id)));
    const lost = channels.flat().filter((one) => one.platform === platform && one.lostAt !== null);
    return [...new Set(lost.map(({ realm }) => realm))];
  }

  #inTurn(of: { platform: string; realm: string }, work: () => Promise<void>): Promise<void> {
    const key = JSON.stringify([of.platform, of.realm]);
    const done = (this.#last.get(key) ?? Promise.resolve()).then(work, work);
    this.#last.set(key, done);
    const forget = () => {
      if (this.#last.get(key) === done) this.#last.delete(key);
    };
    done.then(forget, forget);
    return done;
  }
}
