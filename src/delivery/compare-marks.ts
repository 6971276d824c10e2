import { type Person, personKey } from '../chat/place.ts';

/** A reaction of one person under one posting. */
export interface PersonsMark {
  by: Person;
  emoji: string;
  /** When it was made, where the platform says it. */
  at?: number;
}

/** What came and what went since the last look. */
export interface MarkChanges {
  added: PersonsMark[];
  removed: PersonsMark[];
}

/**
 * What changed under a posting since the marks we hold were written: a mark that is in both lists is no event,
 * whatever happened to the vote since. From an incomplete list nobody's absence follows.
 *
 * A mark of somebody erased is held by nobody, while their reaction still stands on the platform under their
 * name. So nobody's mark is never removed; and where one stands, a reaction we do not hold with the same emoji
 * may be theirs, and is left alone: a missed vote can be given again, an erased person must not come back.
 */
export function compareMarks(
  platform: string,
  held: readonly PersonsMark[],
  seen: { marks: readonly PersonsMark[]; complete: boolean },
): MarkChanges {
  const nobodys = held.filter(({ by }) => by.platform !== platform);
  const persons = held.filter(({ by }) => by.platform === platform);
  const unclear = new Set(nobodys.map(({ emoji }) => emoji));
  return {
    added: without(seen.marks, persons).filter(({ emoji }) => !unclear.has(emoji)),
    removed: seen.complete ? without(persons, seen.marks) : [],
  };
}

/** The marks that are not in the other list, each once. */
function without(marks: readonly PersonsMark[], others: readonly PersonsMark[]): PersonsMark[] {
  const known = new Set(others.map(keyOf));
  return marks.filter((mark) => {
    const key = keyOf(mark);
    if (known.has(key)) return false;
    known.add(key);
    return true;
  });
}

function keyOf({ by, emoji }: PersonsMark): string {
  return `${emoji} ${personKey(by)}`;
}

/** How many marks we hold by emoji: an adapter need not list a posting whose counts agree. */
export function countsOf(held: readonly PersonsMark[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const { emoji } of held) counts[emoji] = (counts[emoji] ?? 0) + 1;
  return counts;
}
