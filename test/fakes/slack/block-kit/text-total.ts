import type { Json } from '../../shared/json.ts';

/** Above so many characters of text in all a message's blocks: msg_blocks_too_long (bolt-js issue 2509). */
export const BLOCK_TEXT_TOTAL = 13_200;

/** Characters of all texts in these blocks, wherever they stand. */
export function textTotal(value: Json): number {
  if (Array.isArray(value)) return value.reduce((sum: number, item) => sum + textTotal(item), 0);
  if (typeof value !== 'object' || value === null) return 0;
  return Object.entries(value).reduce(
    (sum, [key, field]) =>
      sum + (key === 'text' && typeof field === 'string' ? field.length : textTotal(field)),
    0,
  );
}
