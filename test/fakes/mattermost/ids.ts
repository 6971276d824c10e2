import { Chance } from '../shared/chance.ts';

/** Mattermost's own alphabet of ids: 26 characters of a base 32 without l, v, 0 and 2 (model.NewId). */
const ALPHABET = 'ybndrfg8ejkmcpqxot1uwisza345h769';

/** What an id looks like; anything else is no id (model.IsValidId). */
export const ID = /^[a-z0-9]{26}$/;

/** Ids in Mattermost's shape, the same for the same seed. */
export class Ids {
  readonly #chance: Chance;

  constructor(seed: number) {
    this.#chance = new Chance(seed);
  }

  /** 26 characters: ids of everything, tokens, connections. */
  id(): string {
    return this.#chance.letters(ALPHABET, 26);
  }
}
