import type { Span } from '../../src/chat/arrival.ts';
import { PERSONAS, type Persona, personOf } from './world.ts';

/** Every way to name somebody: "@Camille Le Goff", "@camille"; the longest is tried first. */
const NAMES: readonly { name: string; persona: Persona }[] = PERSONAS.flatMap((persona) => [
  { name: persona.name.toLowerCase(), persona },
  { name: persona.user, persona },
]).sort((a, b) => b.name.length - a.name.length);

/** Typed text with its mentions resolved; the text between them is as it was typed. */
export function spans(text: string): Span[] {
  const found: Span[] = [];
  let start = 0;
  for (const { index } of text.matchAll(/(?<![\p{L}\p{N}_.@])@/gu)) {
    const mention = index < start ? undefined : mentionAt(text, index);
    if (!mention) continue;
    if (index > start) found.push(text.slice(start, index));
    found.push({ person: personOf(mention.persona.user), name: mention.persona.name });
    start = index + 1 + mention.name.length;
  }
  if (start < text.length) found.push(text.slice(start));
  return found;
}

function mentionAt(text: string, at: number): { name: string; persona: Persona } | undefined {
  return NAMES.find(({ name }) => {
    const end = at + 1 + name.length;
    return text.slice(at + 1, end).toLowerCase() === name && !/[\p{L}\p{N}_]/u.test(text.slice(end, end + 1));
  });
}
