import fc from 'fast-check';
import type { Message } from '../../src/chat/message.ts';
import type { Person } from '../../src/chat/place.ts';

/** Everything known to ping, link, format or break the layout on some platform. */
const SPELLS = [
  ...['@channel', '@here', '@all', '@everyone', '@room', '@camille', '@camille@elsewhere.example'],
  ...[
    '<!channel>',
    '<!here>',
    '<!everyone>',
    '<!subteam^S1|équipe>',
    '<@U123>',
    '<@U123|nom>',
    '<#C123|canal>',
  ],
  ...[
    '<https://evil.example|boite>',
    '[la boîte](https://evil.example)',
    'https://evil.example',
    'www.evil.example',
    '!https://evil.example/_p_.png',
    'https://banque.example@evil.example',
  ],
  ...[
    '![x](https://evil.example/p.png)',
    '[a]: https://evil.example',
    '<img src=x onerror=alert(1)>',
    '~general',
  ],
  ...[
    '<script>alert(1)</script>',
    '<a href="javascript:alert(1)">x</a>',
    '&lt;!channel&gt;',
    '&#64;channel',
    '\\',
  ],
  ...[
    '*gras*',
    '_ital_',
    '~barré~',
    '`code`',
    '```',
    '# titre',
    '> cité',
    '- puce',
    '1. liste',
    '---',
    '| a | b |',
    '***',
  ],
  ...[
    '#2256',
    ':tada:',
    '/idee top',
    'mailto:x@evil.example',
    '"',
    "'",
    '<',
    '>',
    '&',
    '{{x}}',
    '$(x)',
    '%s',
  ],
  ...['\n# titre', '\n\n---\n', '\r\n', '\t', '\n> ', '\u2028', '\u0085'],
  ...[
    '\u202e',
    '\u2066',
    '\u200b',
    '\u200d',
    '\ufeff',
    '\u0000',
    '\u0007',
    '\u001b[31m',
    '\u001b]8;;http://evil\u0007',
    '\u009b2J',
  ],
  ...['🏳️‍🌈', 'é', 'e\u0301', '\ud800', 'عربي', '𝕏'],
];

/** User text meant to do harm: spells and any other characters, in any order. */
export const hostileText = fc
  .array(
    fc.oneof(fc.constantFrom(...SPELLS), fc.string({ unit: 'binary', maxLength: 8 }), fc.constant(' ')),
    {
      minLength: 1,
      maxLength: 6,
    },
  )
  .map((parts) => parts.join(''))
  // Some text that shows: an empty heading is refused by the core long before.
  .map((text) => `a${text}z`);

/** The one address a hostile message may link to. */
const OWN_LINK = 'https://boite.example/p/2256';

/** Somebody of a platform that does not exist, so that the name is shown as text. */
const STRANGER: Person = { platform: 'elsewhere', realm: 'r', user: 'U123' };

/** The text in every place of a message where a user's text may stand. */
export function hostileMessage(text: string): Message {
  const channel = { platform: 'elsewhere', realm: 'r', channel: 'C123' };
  return {
    lang: 'fr',
    summary: text,
    blocks: [
      { kind: 'heading', text: ['#2256 · ', { kind: 'strong', text }] },
      {
        kind: 'text',
        text: [text, ' · ', { kind: 'code', text }, ' · ', { kind: 'link', url: OWN_LINK, text }],
      },
      { kind: 'fields', fields: [{ label: text, value: text }] },
      {
        kind: 'context',
        text: [
          { kind: 'person', person: STRANGER, name: text },
          ' · ',
          { kind: 'channel', channel, name: text },
        ],
      },
    ],
  };
}
