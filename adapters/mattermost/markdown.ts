import { calm, oneLine } from '../../src/chat/kit/calm.ts';
import { cut, together } from '../../src/chat/kit/runs.ts';
import { webAddress } from '../../src/chat/kit/web-address.ts';
import type { Inline } from '../../src/chat/message.ts';
import { LIMITS } from './limits.ts';
import { isOfRealm } from './platform.ts';
import { INVISIBLE, inert, inertInDialog } from './text.ts';

/**
 * Runs of text in Markdown. Persons are named, not mentioned: Mattermost mentions by username, which may change and
 * which we do not know.
 */

type Form = { kind: 'strong' | 'code'; text: string } | { kind: 'link'; url: string; text: string };

/** A run as a site can show it: persons and channels have become names. */
export type Run = string | Form;

/** The runs as a site can show them; neighbouring strings are one. */
export function runsIn(realm: string, text: readonly Inline[]): Run[] {
  return together(text.map((inline) => runOf(inline, realm)));
}

/** The whole as text without marks; null where something in it has a form. */
export function asPlain(runs: readonly Run[]): string | null {
  return runs.every((run) => typeof run === 'string') ? runs.join('') : null;
}

/** The whole in Markdown, of which at most so many code points show; "…" for the rest. */
export function asMarkdown(runs: readonly Run[], letters: number): string {
  return written(cut(runs, letters), inert);
}

/** The whole in the Markdown of a dialog, where the web client takes an escaped bracket for the end of a link. */
export function asDialogMarkdown(runs: readonly Run[]): string {
  return written(runs.map(unbracketed), inertInDialog);
}

function unbracketed(run: Run): Run {
  if (typeof run === 'string' || run.kind !== 'link') return run;
  return { ...run, text: run.text.replace(/\[/g, '(').replace(/\]/g, ')') };
}

function written(runs: readonly Run[], write: (text: string) => string): string {
  return runs
    .map((run) => markdown(run, write))
    .reduce(join, '')
    .trim();
}

/**
 * An http(s) address as a browser reads it, such that it can stand in a link; null for anything else, and for one
 * that names a user: those are made to deceive.
 */
export function safeUrl(url: string): string | null {
  const address = webAddress(url);
  if (!address) return null;
  const { username, password, host, href } = address;
  if (username !== '' || password !== '' || host.includes('[')) return null;
  const quoted = href
    // A link ends at some of these, and the web client does not know how to escape them in one; the server, which looks
    // for names in addresses too, would notify of an @.
    .replace(/[()[\]<>|\\`*"'@\s]/g, (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`)
    .replace(/&(#?\w+);/g, '&$1%3B');
  return quoted.length <= LIMITS.linkUrl ? quoted : null;
}

function runOf(run: Inline, realm: string): Run {
  if (typeof run === 'string') return calm(run);
  switch (run.kind) {
    case 'strong': {
      const text = oneLine(run.text).trim();
      return text === '' ? '' : { kind: 'strong', text };
    }
    case 'code': {
      const text = calm(run.text).trim();
      // The first two cannot stand in code; the web client takes brackets there for the end of a link before it.
      return text === '' || /[`\n[\]]/.test(text) ? text : { kind: 'code', text };
    }
    case 'link': {
      const url = safeUrl(run.url);
      const text = oneLine(run.text).trim();
      return url === null ? text : { kind: 'link', url, text: text === '' ? url : text };
    }
    case 'person':
      return oneLine(run.name);
    case 'channel':
      return `${isOfRealm(run.channel, realm) ? '~' : ''}${oneLine(run.name)}`;
  }
}

function markdown(run: Run, write: (text: string) => string): string {
  if (typeof run === 'string') return write(run);
  switch (run.kind) {
    case 'strong':
      return `**${edged(run.text, write(run.text))}**`;
    case 'code':
      return `\`${run.text}\``;
    case 'link':
      return `[${write(run.text)}](${run.url})`;
  }
}

/** Two asterisks beside a sign that is no letter begin or end nothing inside of a word. */
function edged(text: string, written: string): string {
  const before = /^[\p{L}\p{N}]/u.test(text) ? '' : INVISIBLE;
  const after = /[\p{L}\p{N}]$/u.test(text) ? '' : INVISIBLE;
  return `${before}${written}${after}`;
}

/** Two marks of the same kind would be read as one, and an exclamation mark before a link as a picture. */
function join(left: string, right: string): string {
  if (left.endsWith('!') && right.startsWith('[')) return `${left}${INVISIBLE}${right}`;
  const mark = /[*`]$/.exec(left)?.[0];
  return mark !== undefined && right.startsWith(mark) ? `${left}${INVISIBLE}${right}` : `${left}${right}`;
}
