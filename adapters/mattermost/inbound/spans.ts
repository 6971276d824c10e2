import type { Span } from '../../../src/chat/arrival.ts';

/** Not behind a letter: that is an address of mail (server/channels/app/command.go, possibleAtMentions). */
const MENTION = /(?<![\p{L}\p{N}_])@([a-z0-9][a-z0-9._:-]*)/giu;

/**
 * Typed text with its persons: the server names those of the team beside it, by username (`userIds`). A sign that ends
 * a sentence may end a username too, so the longest name that is known counts.
 */
export function spansOf(
  text: string,
  userIds: ReadonlyMap<string, string>,
  personOf: (user: string) => Extract<Span, object>['person'],
): Span[] {
  const spans: Span[] = [];
  let start = 0;
  for (const found of text.matchAll(MENTION)) {
    const name = knownIn(found[1] ?? '', userIds);
    const user = name === null ? undefined : userIds.get(name.toLowerCase());
    if (name === null || user === undefined) continue;
    if (found.index > start) spans.push(text.slice(start, found.index));
    spans.push({ person: personOf(user), name });
    start = found.index + 1 + name.length;
  }
  if (start < text.length) spans.push(text.slice(start));
  return spans;
}

/** What may be a username in a text, small letters, each once: also without the signs that may end a sentence. */
export function namesIn(text: string): string[] {
  const typed = Array.from(text.matchAll(MENTION), ([, name = '']) => name.toLowerCase());
  return [...new Set(typed.flatMap((name) => [name, name.replace(/[._:-]+$/, '')]))];
}

function knownIn(typed: string, userIds: ReadonlyMap<string, string>): string | null {
  for (let name = typed; name !== ''; name = name.slice(0, -1)) {
    if (userIds.has(name.toLowerCase())) return name;
    if (!/[._:-]$/.test(name)) return null;
  }
  return null;
}
