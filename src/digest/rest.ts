import type { Composed, Entry } from './digest-store.ts';

/**
 * The rest of a digest: lines it has no place for, frozen with the others and said in its thread. Their positions
 * begin behind those a digest can show, so that no number people vote by ever means one of them.
 */
export const FIRST_OF_REST = 6;

/** What the digest itself shows. */
export function shownOf({ entries }: Pick<Composed, 'entries'>): readonly Entry[] {
  return entries.filter(({ position }) => position < FIRST_OF_REST);
}

/** What is said in its thread. */
export function restOf({ entries }: Pick<Composed, 'entries'>): readonly Entry[] {
  return entries.filter(({ position }) => position >= FIRST_OF_REST);
}
