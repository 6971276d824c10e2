import type { Span } from '../arrival.ts';

/** No idea comes near it, nor any message that a chat lets a person type: what is longer is not even read. */
export const COMMAND_MAX = 40_000;

/** How many characters of a typed command are beyond {@link COMMAND_MAX}; 0: none. */
export function excessOf(text: readonly Span[]): number {
  const length = text.reduce((sum, span) => sum + (typeof span === 'string' ? span : span.name).length, 0);
  return Math.max(0, length - COMMAND_MAX);
}
