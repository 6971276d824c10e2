/** A text as it reads, and what it does beside being read. */
export interface Reading {
  readonly text: string;
  /** Whom it calls: U… for a person, S… for a group, or here, channel, everyone. */
  readonly pings: readonly string[];
  /** Addresses one can click. */
  readonly links: readonly { readonly url: string; readonly label: string }[];
  /** Passages with a style: bold, struck, code. */
  readonly styled: readonly string[];
}

/** What an id reads as. */
export type NameOf = (id: string) => string;

const STYLES = [/```([\s\S]+?)```/g, /`([^`\n]+)`/g, ...['*', '_', '~'].map(styleOf)];

/** Reads mrkdwn as Slack's client does (Slack docs: "Formatting text for app surfaces"). */
export function readMrkdwn(source: string, nameOf: NameOf): Reading {
  const pings: string[] = [];
  const links: { url: string; label: string }[] = [];
  const marked = source.replace(/<([^<>\n]+)>/g, (_whole, inside: string) => {
    const [target = '', label] = split(inside);
    if (/^@[UW]/.test(target)) return ping(pings, target.slice(1), `@${nameOf(target.slice(1))}`);
    if (target.startsWith('#C')) return `#${label ?? nameOf(target.slice(1))}`;
    if (target.startsWith('!subteam^')) return ping(pings, target.slice(9), label ?? '@group');
    if (target.startsWith('!date^')) return label ?? '';
    if (target.startsWith('!')) return ping(pings, target.slice(1), `@${target.slice(1)}`);
    links.push({ url: unescaped(target), label: unescaped(label ?? target) });
    return label ?? target;
  });
  for (const [address] of source.replace(/<[^<>\n]+>/g, ' ').matchAll(/https?:\/\/[^\s<>|]+/g)) {
    links.push({ url: unescaped(address), label: unescaped(address) });
  }
  const styled: string[] = [];
  const kept = (_whole: string, inside: string) => {
    styled.push(unescaped(inside));
    return inside;
  };
  const plain = [/^&gt; ?(.*)$/gm, ...STYLES].reduce((text, style) => text.replace(style, kept), marked);
  return { text: unescaped(plain), pings, links, styled };
}

/** Reads plain_text: nothing in it does anything. */
export function readPlain(source: string): Reading {
  return { text: unescaped(source), pings: [], links: [], styled: [] };
}

/** Several readings as one, below each other. */
export function joined(readings: readonly Reading[]): Reading {
  return {
    text: readings.map(({ text }) => text).join('\n'),
    pings: readings.flatMap(({ pings }) => pings),
    links: readings.flatMap(({ links }) => links),
    styled: readings.flatMap(({ styled }) => styled),
  };
}

function styleOf(mark: string): RegExp {
  const one = mark === '*' ? '\\*' : mark;
  return new RegExp(
    `(?<![\\p{L}\\d${one}])${one}(?=\\S)([^${one}\\n]*?\\S)${one}(?![\\p{L}\\d${one}])`,
    'gu',
  );
}

function split(inside: string): [string, string | undefined] {
  const bar = inside.indexOf('|');
  return bar < 0 ? [inside, undefined] : [inside.slice(0, bar), inside.slice(bar + 1)];
}

function ping(pings: string[], whom: string, reads: string): string {
  pings.push(whom);
  return reads;
}

function unescaped(text: string): string {
  return text.replace(/&lt;/g, '<').replace(/&gt;/g, '>').replace(/&amp;/g, '&');
}
