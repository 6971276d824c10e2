/**
 * A word as commands compare it: without accents, case, invisible characters, typographic apostrophes or
 * dashes. "À l’étude" becomes "a l'etude".
 */
export function fold(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/[\p{M}\p{Cf}]/gu, '')
    .replace(/[\u2018\u2019\u02BC\u00B4`]/g, "'")
    .replace(/\p{Pd}/gu, '-')
    .toLowerCase()
    .replace(/œ/g, 'oe')
    .replace(/æ/g, 'ae');
}

/**
 * Are two different words one typing slip apart: a letter more, less or wrong, or two neighbours swapped?
 * That is a Damerau-Levenshtein distance of exactly 1: what is left between the common beginning and the
 * common end tells.
 */
export function isOneEditAway(a: string, b: string): boolean {
  // Two halves of an emoji make one letter; more than that apart needs no closer look.
  if (Math.abs(a.length - b.length) > 2) return false;
  const x = [...a];
  const y = [...b];
  const shorter = Math.min(x.length, y.length);
  let start = 0;
  while (start < shorter && x[start] === y[start]) start += 1;
  let end = 0;
  while (end < shorter - start && x[x.length - 1 - end] === y[y.length - 1 - end]) end += 1;
  const left = x.slice(start, x.length - end);
  const right = y.slice(start, y.length - end);
  if (left.length <= 1 && right.length <= 1) return left.length + right.length > 0;
  return left.length === 2 && right.length === 2 && left[0] === right[1] && left[1] === right[0];
}
