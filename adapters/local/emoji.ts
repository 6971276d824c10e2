/** Emoji as arrivals name them, and as a screen draws them. */

const PRESENTATION = '\u{FE0F}';
const SKIN_TONES = /[\u{1F3FB}-\u{1F3FF}]/gu;

/** What people may react with; an emoji that already stands under a message may be joined too. */
const SHOWN = ['👍', '👎', '1️⃣', '2️⃣', '3️⃣', '4️⃣', '5️⃣', '👀', '✅', '❌', '💡', '❤️', '🎉'];

/** Unicode without skin tone and without U+FE0F. */
export function plainEmoji(emoji: string): string {
  return emoji.replaceAll(PRESENTATION, '').replace(SKIN_TONES, '');
}

export const PALETTE: readonly { emoji: string; shown: string }[] = SHOWN.map((shown) => ({
  emoji: plainEmoji(shown),
  shown,
}));

const shownBy = new Map(PALETTE.map(({ emoji, shown }) => [emoji, shown]));

export function isInPalette(emoji: string): boolean {
  return shownBy.has(emoji);
}

/** The plain emoji as it is drawn: without U+FE0F a heart or a digit would be a letter of the text. */
export function shownEmoji(emoji: string): string {
  return shownBy.get(emoji) ?? emoji;
}
