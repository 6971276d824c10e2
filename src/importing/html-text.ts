/** A tag, with its slash, its name and its attributes. One "<" begins at most one: no input makes it slow. */
const TAG = /<(\/?)([a-z][a-z0-9]*)(\s[^<>]*|\/)?>/gi;
const COMMENT = /<!--[^>]*>/g;
const HREF = /\shref\s*=\s*(?:"(https?:[^"]*)"|'(https?:[^']*)')/i;

/** What a tag becomes; every other one becomes nothing. */
const BREAKS: Readonly<Record<string, string>> = {
  br: '\n',
  li: '\n- ',
  ...Object.fromEntries(['ul', 'ol', 'table', 'tr'].map((name) => [name, '\n'])),
  ...Object.fromEntries(
    ['p', 'div', 'h1', 'h2', 'h3', 'h4', 'h5', 'h6', 'blockquote', 'pre'].map((name) => [name, '\n\n']),
  ),
};

/**
 * The text of a small piece of HTML, as rich text editors write it: paragraphs and breaks become line ends, items of
 * lists get a dash, links keep their address in brackets. What is no tag stays; scripts and styles go.
 */
export function htmlText(html: string): string {
  const parts: string[] = [];
  let from = 0;
  let silent: string | null = null;
  let link: { href: string; at: number } | null = null;
  const source = html.replace(COMMENT, '');
  for (const tag of source.matchAll(TAG)) {
    const [whole, slash, typed = '', attributes = ''] = tag;
    const name = typed.toLowerCase();
    if (silent === null) parts.push(unescaped(source.slice(from, tag.index).replace(/\s+/g, ' ')));
    from = tag.index + whole.length;
    if (name === 'script' || name === 'style') silent = slash ? null : name;
    else if (name === 'a' && !slash) link = linkOf(attributes, parts.length);
    else if (name === 'a' && link) {
      if (!parts.slice(link.at).join('').includes(link.href)) parts.push(` (${link.href})`);
      link = null;
    } else if (!(slash && name === 'li')) parts.push(BREAKS[name] ?? '');
  }
  if (silent === null) parts.push(unescaped(source.slice(from).replace(/\s+/g, ' ')));
  return parts
    .join('')
    .replace(/ *\n */g, '\n')
    .replace(/\n{3,}/g, '\n\n')
    .replace(/^\n+|\n+$/g, '')
    .trim();
}

function linkOf(attributes: string, at: number): { href: string; at: number } | null {
  const [, double, single] = HREF.exec(attributes) ?? [];
  const href = double ?? single;
  return href === undefined ? null : { href: unescaped(href), at };
}

const NAMED: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: ' ',
  laquo: '«',
  raquo: '»',
  rsquo: '’',
  hellip: '…',
  eacute: 'é',
  egrave: 'è',
  ecirc: 'ê',
  agrave: 'à',
  acirc: 'â',
  ccedil: 'ç',
  ocirc: 'ô',
  ucirc: 'û',
  ugrave: 'ù',
  icirc: 'î',
  iuml: 'ï',
  euro: '€',
  oelig: 'œ',
};

/** Each reference once: "&amp;lt;" is the text "&lt;". An unknown one stays as it is. */
function unescaped(text: string): string {
  return text.replace(/&(?:#(\d{1,7})|#x([0-9a-f]{1,6})|([a-z]+));/gi, (whole, decimal, hex, name) => {
    if (name !== undefined) return NAMED[name] ?? whole;
    const point = decimal === undefined ? Number.parseInt(hex, 16) : Number(decimal);
    return point > 0 && point <= 0x10ffff ? String.fromCodePoint(point) : whole;
  });
}
