import type { Span } from '../../../src/chat/arrival.ts';
import type { Person } from '../../../src/chat/place.ts';
import { unescaped } from '../text.ts';

/** In place of a name that is not known, or that not everybody may read. Never an id: nobody can read one. */
export const UNKNOWN = '…';

/** `<@U1|name>`, `<#C1|name>`, `<!subteam^S1|@name>`, `<https://…|label>`: what Slack makes of typed text. */
const MARKED = /<([@#!]?)([^<>|]*)(?:\|([^<>]*))?>/g;

/**
 * Text as Slack sends it (Slack docs: "Retrieving messages", and commands with should_escape): what it escaped is
 * unescaped once, persons are resolved, and whatever else was marked reads as it was typed; an address behind other
 * words stands after them.
 */
export function spansOf(text: string, personOf: (user: string) => Person): Span[] {
  const spans: Span[] = [];
  let plain = '';
  let start = 0;
  for (const found of text.matchAll(MARKED)) {
    const [whole, sigil = '', name = '', label] = found;
    plain += unescaped(text.slice(start, found.index));
    start = found.index + whole.length;
    if (sigil === '@' && name !== '') {
      if (plain !== '') spans.push(plain);
      plain = '';
      spans.push({ person: personOf(name), name: unescaped(label ?? '') || UNKNOWN });
    } else {
      plain += asTyped(sigil, name, label);
    }
  }
  plain += unescaped(text.slice(start));
  if (plain !== '') spans.push(plain);
  return spans;
}

/** The same as one text, persons by their names. */
export function plainText(text: string, personOf: (user: string) => Person): string {
  return spansOf(text, personOf)
    .map((span) => (typeof span === 'string' ? span : `@${span.name}`))
    .join('');
}

function asTyped(sigil: string, name: string, label: string | undefined): string {
  switch (sigil) {
    case '#':
      return `#${unescaped(label ?? '') || UNKNOWN}`;
    // A group by its handle, a date by its fallback; <!here> needs neither.
    case '!':
      return unescaped(label ?? '') || `@${name.includes('^') ? UNKNOWN : name}`;
    default:
      return link(unescaped(name), unescaped(label ?? ''));
  }
}

/** A link that only repeats its address, as Slack makes of a typed one, reads as it was typed. */
function link(address: string, label: string): string {
  const shown = address.replace(/^(?:mailto|tel):/, '');
  if (label.trim() === '') return shown;
  return bare(label) === bare(address) ? label : `${label} (${shown})`;
}

/** The address without what people leave out of it. */
function bare(address: string): string {
  return address.replace(/^(?:https?:\/\/|mailto:|tel:)|\/$/gi, '').toLowerCase();
}
