import type { Answer } from './arrival.ts';
import { preferencesIn, preferring } from './preferences.ts';
import type { Turn } from './turn.ts';

/** A button of a setting, anywhere but on the home page: what was set is said privately. */
export function setting(turn: Turn, value: string): Promise<Answer> | null {
  const wanted = preferencesIn(value);
  return wanted && preferring(turn, wanted);
}
