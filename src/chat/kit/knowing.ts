import type { Clock } from '../../clock.ts';
import type { Adapter } from '../adapter.ts';
import type { Locales } from './locales.ts';
import { sealButtons } from './private-buttons.ts';
import type { Signer } from './signer.ts';

/** By what buttons are bound, and where languages are kept. */
export interface Known {
  signer: Signer;
  clock: Clock;
  locales: Locales;
}

/**
 * The same outbound; it binds the buttons of what only one person sees to that person, and learns languages from the
 * profiles that pass.
 */
export function knowing<Outbound extends Required<Pick<Adapter, 'whisper' | 'profile'>>>(
  outbound: Outbound,
  { signer, clock, locales }: Known,
): Outbound {
  return {
    ...outbound,
    whisper: (where, to, message) =>
      outbound.whisper(where, to, sealButtons(message, { person: to, where }, clock.now(), signer)),
    async profile(person) {
      const profile = await outbound.profile(person);
      locales.learn(person, profile.locale);
      return profile;
    },
  };
}
