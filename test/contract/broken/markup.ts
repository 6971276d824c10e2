/**
 * The markup of the tiny platform, as its clients read it: a line starting `# ` is a heading, `*strong*`,
 * `` `code` ``, `<address|text>`, `!<address|alt>`, a bare web address is a link, `@word` pings, and a
 * backslash takes the meaning of the next character away.
 */
export interface Read {
  /** As it reads. */
  text: string;
  pings: string[];
  links: string[];
  headings: number;
  lines: number;
  /** Characters that would change how the rest is shown. */
  controls: number;
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is looked for
export const CONTROL = /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u2028\u2029\u202a-\u202e\u2066-\u2069]/gu;

/** What comes next in a line, in the order of trial. */
const TOKENS: readonly [RegExp, (read: Read, match: RegExpExecArray) => string][] = [
  [/\\([^\n])/uy, (_, [, char = '']) => char],
  [
    /!?<([^|>\n]+)\|((?:\\.|[^>\\\n])*)>/uy,
    (read, [, address = '', label = '']) => {
      read.links.push(address);
      return label.replace(/\\(.)/gu, '$1');
    },
  ],
  [
    /https?:\/\/[^\s>]+|www\.[^\s>]+/uy,
    (read, [address]) => {
      read.links.push(address);
      return address;
    },
  ],
  [
    /@([\p{L}\p{N}_]+)/uy,
    (read, [all, name = '']) => {
      read.pings.push(name);
      return all;
    },
  ],
  [/[*`]/uy, () => ''],
];

/** Reads a text as a client shows it. */
export function read(markup: string): Read {
  const lines = markup.split('\n');
  const seen: Read = {
    text: '',
    pings: [],
    links: [],
    headings: 0,
    lines: lines.length,
    controls: markup.match(CONTROL)?.length ?? 0,
  };
  const shown = lines.map((line) => {
    if (line.startsWith('# ')) seen.headings += 1;
    return readLine(seen, line.replace(/^# /, ''));
  });
  return { ...seen, text: shown.join('\n') };
}

function readLine(seen: Read, line: string): string {
  let text = '';
  for (let at = 0; at < line.length; ) {
    const [length, shown] = next(seen, line, at);
    text += shown;
    at += length;
  }
  return text;
}

function next(seen: Read, line: string, at: number): [number, string] {
  for (const [pattern, show] of TOKENS) {
    pattern.lastIndex = at;
    const match = pattern.exec(line);
    if (match) return [match[0].length, show(seen, match)];
  }
  return [1, line.charAt(at)];
}
