import type { Inline } from '../message.ts';
import { together } from './runs.ts';
import { webAddress } from './web-address.ts';

/** What an address may consist of, letters of any script in its path included; it begins where a word may begin. */
const ADDRESS = /(?<![\p{L}\p{N}_/=&?%])https?:\/\/[\p{L}\p{M}\p{N}\-._~:/?#@!$&'()*+,;=%]+/giu;

/** Ends a sentence rather than an address. */
const ENDINGS = /[.,;:!?'*]/;

/**
 * The text with its http(s) addresses as links that say where they lead. What names a user (`https://bank@elsewhere`)
 * or whose host could be taken for another (letters beside ASCII) stays text, and so does what may have been cut: before
 * "…", or where another run follows at once.
 */
export function withLinks(text: readonly Inline[]): Inline[] {
  const runs = together(text);
  return runs.flatMap((run, at) =>
    typeof run === 'string' ? linksIn(run, runs[at + 1] !== undefined) : [run],
  );
}

function linksIn(text: string, followed: boolean): Inline[] {
  const parts: Inline[] = [];
  let start = 0;
  for (const { 0: found, index } of text.matchAll(ADDRESS)) {
    const end = index + found.length;
    if (text[end] === '…' || (followed && end === text.length)) continue;
    const address = withoutEnding(found);
    if (!leadsWhereItSays(address)) continue;
    parts.push(text.slice(start, index), { kind: 'link', url: address, text: address });
    start = index + address.length;
  }
  return [...parts, text.slice(start)].filter((part) => part !== '');
}

/** As far as the bracket that was opened before it, without the full stop after it. */
function withoutEnding(found: string): string {
  let [end, open] = [0, 0];
  for (; end < found.length; end += 1) {
    if (found[end] === '(') open += 1;
    else if (found[end] === ')' && --open < 0) break;
  }
  while (end > 0 && ENDINGS.test(found.charAt(end - 1))) end -= 1;
  return found.slice(0, end);
}

function leadsWhereItSays(address: string): boolean {
  const read = webAddress(address);
  if (read?.username !== '' || read.password !== '') return false;
  const [, host = ''] = /^https?:\/\/([^/?#]*)/i.exec(address) ?? [];
  return /^[a-z0-9.-]+(?::\d+)?$/i.test(host);
}
