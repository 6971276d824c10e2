/**
 * Platforms name emoji, the box knows them by their Unicode. Slack and Mattermost take their names from the same list
 * (emoji-datasource: `+1`, `thumbsup`, `one`); they differ in how a skin tone is said.
 */

/** The emoji the box speaks, first the name under which it is shown, then its other names. */
const USUAL: readonly (readonly [emoji: string, name: string, ...others: string[]])[] = [
  ['👍', '+1', 'thumbsup'],
  ['👎', '-1', 'thumbsdown'],
  ['1⃣', 'one'],
  ['2⃣', 'two'],
  ['3⃣', 'three'],
  ['4⃣', 'four'],
  ['5⃣', 'five'],
  ['👀', 'eyes'],
  ['✅', 'white_check_mark'],
  ['❌', 'x'],
  ['💡', 'bulb'],
  ['❤', 'heart'],
];

const NAME = /^:?([\p{L}\p{M}\p{N}_+'.-]+):?$/u;
const PRESENTATION = /[\u{FE0F}\u{1F3FB}-\u{1F3FF}]/gu;

/** Translates names of reactions. */
export class EmojiNames {
  readonly #emoji: ReadonlyMap<string, string>;
  readonly #names: ReadonlyMap<string, string>;
  readonly #skinTone: RegExp;

  /**
   * @param skinTone what the platform puts behind a name for a tone of skin.
   * @param extra names that count as others here.
   */
  constructor(skinTone: RegExp, extra: readonly (readonly [name: string, emoji: string])[] = []) {
    this.#skinTone = skinTone;
    const usual = USUAL.flatMap(([emoji, ...names]) => names.map((name) => [name, emoji] as const));
    this.#emoji = new Map([...usual, ...extra]);
    const shown = USUAL.map(([emoji, name]) => [emoji, name] as const);
    this.#names = new Map([...extra.map(([name, emoji]) => [emoji, name] as const), ...shown]);
  }

  /** As arrivals name it: Unicode without skin tone and U+FE0F, else `:name:`. */
  emojiOf(name: string): string {
    const plain = name.replace(this.#skinTone, '');
    return this.#emoji.get(plain) ?? `:${plain}:`;
  }

  /** As the platform takes a reaction; null for an emoji that has no name here. */
  nameOf(emoji: string): string | null {
    return this.#names.get(emoji.replace(PRESENTATION, '')) ?? /^:([^:]+):$/.exec(emoji)?.[1] ?? null;
  }
}

/** Reads "tada=👍,no_entry=👎"; null when it is written otherwise. */
export function readEmojiNames(text: string, skinTone: RegExp): EmojiNames | null {
  const pairs = text
    .split(',')
    .map((pair) => pair.trim())
    .filter((pair) => pair !== '')
    .map(pairOf);
  return pairs.includes(null)
    ? null
    : new EmojiNames(
        skinTone,
        pairs.filter((pair) => pair !== null),
      );
}

function pairOf(text: string): readonly [string, string] | null {
  const [left = '', right = '', ...more] = text.split('=').map((side) => side.trim());
  const name = NAME.exec(left.toLowerCase())?.[1];
  const emoji = right.replace(PRESENTATION, '');
  // One sign that is no letter of a text: a keycap begins with its digit.
  const isEmoji = /^(?:[0-9#*]\u20E3|[^\p{L}\p{N}\p{Z}\p{P}\p{Cc}][^\s=,]*)$/u.test(emoji);
  return more.length === 0 && name !== undefined && isEmoji ? [name, emoji] : null;
}
