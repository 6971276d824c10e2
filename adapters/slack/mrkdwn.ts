import { calm, oneLine } from '../../src/chat/kit/calm.ts';
import { greatest } from '../../src/chat/kit/greatest.ts';
import { cut, lettersOf, together } from '../../src/chat/kit/runs.ts';
import { webAddress } from '../../src/chat/kit/web-address.ts';
import { withLinks } from '../../src/chat/kit/with-links.ts';
import type { Inline } from '../../src/chat/message.ts';
import type { Channel, Person } from '../../src/chat/place.ts';
import { LIMITS } from './limits.ts';
import { isOfRealm } from './platform.ts';
import { escaped, INVISIBLE, shorten } from './text.ts';

/**
 * Runs of text in Slack's own markup, mrkdwn. It has no way to say "this asterisk is an asterisk": a text without
 * marks of ours is therefore sent as plain_text, where everything reads, and copies, as it was written
 * ({@link asPlain}). Only beside marks of ours is user text kept from making its own with invisible characters. Slack
 * makes no link of an address in either (`verbatim`), so an address in a text is a mark of ours too.
 */

/** A run as this realm can show it: who or what is not of it has become a name. */
export type Run = string | Form;

type Form =
  | { kind: 'strong' | 'code'; text: string }
  | { kind: 'link'; url: string; text: string }
  /** A mention in Slack's writing, and what it stands for. */
  | { kind: 'mention'; code: string; name: string };

/** Where a mark of ours begins or ends inside a word, Slack would not see it. */
const BOUNDARY = '\u200B';
/** Instead of a backtick: two of them are code wherever they stand. */
const GRAVE = '\u02CB';
/** Instead of an asterisk inside of bold text. */
const ASTERISK = '\u2217';

/** The runs that can be drawn in a realm; neighbouring strings are one. */
export function runsIn(realm: string, text: readonly Inline[]): Run[] {
  return together(withLinks(text).map((inline) => runOf(inline, realm)));
}

/** The whole as text without markup; null where something in it has a form. */
export function asPlain(runs: readonly Run[]): string | null {
  return runs.every((run) => typeof run === 'string') ? runs.join('') : null;
}

/** The whole in markup. */
export function asMarkup(runs: readonly Run[]): string {
  return runs.map(markup).reduce(join, '');
}

/** The whole in markup of at most `max` characters, "…" for the rest; what is marked is not cut but left out. */
export function asMarkupOf(runs: readonly Run[], max: number): string {
  const whole = asMarkup(runs);
  if (whole.length <= max) return whole;
  const length = runs.reduce((sum, run) => sum + lettersOf(run).length, 0);
  return asMarkup(
    cut(
      runs,
      greatest(length, (n) => asMarkup(cut(runs, n)).length <= max),
    ),
  );
}

/** One line in bold, of at most some `max` characters of the text itself. */
export function bold(text: string, max: number): string {
  return markup({ kind: 'strong', text: shorten(text, max) });
}

/** User text among marks: it pings nobody, links nowhere and has no form. */
function neutral(text: string): string {
  const inert = text
    .replace(/[*_~]/g, (mark, at: number) => {
      return isInWord(text, at) ? mark : `${INVISIBLE}${mark}${INVISIBLE}`;
    })
    .replace(/`/g, GRAVE)
    .replace(/^(?=[>\uFF1E])/gm, INVISIBLE)
    .replace(/:\/\//g, `:${INVISIBLE}//`);
  return escaped(inert);
}

/** An http(s) address as a browser reads it, that fits into a link; null for anything else. */
export function safeUrl(url: string, max: number): string | null {
  const address = webAddress(url);
  if (!address) return null;
  const quoted = address.href.replace(/[|<>\s]/g, (char) => encodeURIComponent(char));
  return escaped(quoted).length <= max ? quoted : null;
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
      // Neither can stand inside of code.
      return text === '' || /[`\n]/.test(text) ? text : { kind: 'code', text };
    }
    case 'link': {
      const url = safeUrl(run.url, LIMITS.linkUrl);
      const text = oneLine(run.text).trim();
      if (url === null) return text;
      return text === '' || text === run.url ? addressRun(url, text) : { kind: 'link', url, text };
    }
    case 'person':
      return mention(personCode(run.person, realm), run.name);
    case 'channel':
      return mention(channelCode(run.channel, realm), run.name);
  }
}

/** An address that is its own label; nothing in it is taken for a mark. */
function addressRun(url: string, typed: string): Form {
  const shown = /^[\x21-\x7E]+$/.test(typed) && !/[|<>]/.test(typed) ? typed : url;
  const quoted = shown.replace(/[*_~`]/g, (mark, at: number) =>
    isInWord(shown, at) ? mark : `%${mark.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return { kind: 'link', url: quoted, text: quoted };
}

function mention(code: string | null, name: string): Run {
  const shown = oneLine(name);
  return code === null ? shown : { kind: 'mention', code, name: shown };
}

function personCode(person: Person, realm: string): string | null {
  return isOfRealm(person, realm) && /^[UW][A-Z0-9]+$/.test(person.user) ? `<@${person.user}>` : null;
}

/** Channels only: Slack shows nothing for a conversation of two. */
function channelCode(channel: Channel, realm: string): string | null {
  return isOfRealm(channel, realm) && /^[CG][A-Z0-9]+$/.test(channel.channel)
    ? `<#${channel.channel}>`
    : null;
}

function markup(run: Run): string {
  if (typeof run === 'string') return neutral(run);
  switch (run.kind) {
    case 'strong':
      return `*${neutral(run.text.replace(/\*/g, ASTERISK))}*`;
    case 'code':
      return `\`${neutral(run.text)}\``;
    case 'link':
      // Slack shows the address itself where there is no label, and it can be copied as it is.
      return run.text === run.url ? `<${escaped(run.url)}>` : `<${escaped(run.url)}|${neutral(run.text)}>`;
    case 'mention':
      return run.code;
  }
}

function join(left: string, right: string): string {
  const clash = isLetter([...left.slice(-2)].at(-1)) || isLetter([...right.slice(0, 2)][0]);
  const marked = /[*`]$/.test(left) || /^[*`]/.test(right);
  return marked && clash ? `${left}${BOUNDARY}${right}` : `${left}${right}`;
}

function isInWord(text: string, at: number): boolean {
  return isLetter(text[at - 1]) && isLetter(text[at + 1]);
}

function isLetter(char: string | undefined): boolean {
  return char !== undefined && /[\p{L}\p{N}]/u.test(char);
}
