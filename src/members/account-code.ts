/** A code can be typed this long after it was shown. */
export const CODE_LIFE_MS = 10 * 60 * 1000;
/** Wrong codes a person may type in {@link CODE_LIFE_MS}. */
export const TRIES_MAX = 5;
/** Kept this long after it expired, so that somebody late is told why it is refused. */
export const CODE_MEMORY_MS = 60 * 60 * 1000;

/** Without those that are taken for one another, or for figures, when they are read aloud or copied. */
const LETTERS = 'ABCDEFGHJKMNPQRSTVWXYZ';
const FIGURES = '23456789';
const SYMBOLS = 8;

/**
 * A code of eight symbols, "K7Q2-M4X9": letters and figures take turns, so that no word is one. Some thousand
 * million of them; with five wrong ones a person in ten minutes, guessing is hopeless. `random`: 16 bytes at least.
 */
export function drawCode(random: Uint8Array): string {
  const view = new DataView(random.buffer, random.byteOffset, random.byteLength);
  const symbols = Array.from({ length: SYMBOLS }, (_, place) => {
    const alphabet = place % 2 === 0 ? LETTERS : FIGURES;
    return alphabet[view.getUint16(place * 2) % alphabet.length] ?? '';
  });
  return `${symbols.slice(0, SYMBOLS / 2).join('')}-${symbols.slice(SYMBOLS / 2).join('')}`;
}

/** Both in each half, where the halves are words apart: "2025 aout" is the end of a sentence. */
const APART = /^(?:(?=\w*[A-Z])(?=\w*[0-9])[A-Z0-9]{4}(?: |$)){2}$/;
const TOGETHER = /^(?=.*[A-Z])(?=.*[0-9])[A-Z0-9]{4}-?[A-Z0-9]{4}$/;

/**
 * What somebody typed where a code is expected, however they wrote it; null for what nobody would take for one. It
 * is not looked at more closely: a slip in a code is to be answered, not taken for an idea.
 */
export function readCode(typed: string): string | null {
  const code = typed.toUpperCase();
  return TOGETHER.test(code) || APART.test(code) ? code.replace(/[ -]/, '') : null;
}
