import type { EmojiInSuite } from '../harness.ts';

/** How a client's picker names what the suite reacts with (webapp: utils/emoji). */
export const NAMES: Readonly<Record<EmojiInSuite, string>> = {
  '👍': '+1',
  '👍🏽': '+1_medium_skin_tone',
  '👎': '-1',
  '❤️': 'heart',
  '1️⃣': 'one',
  '💡': 'bulb',
};

const EMOJI: Readonly<Record<string, string>> = {
  '+1': '👍',
  thumbsup: '👍',
  '-1': '👎',
  thumbsdown: '👎',
  heart: '❤',
  one: '1⃣',
  bulb: '💡',
};

/** Counts of reactions as a person reads them: by the emoji, all its names and tones together. */
export function marksOf(reactions: Readonly<Record<string, number>>): Record<string, number> {
  const marks: Record<string, number> = {};
  for (const [name, count] of Object.entries(reactions)) {
    const bare = name.replace(/_(?:light|medium_light|medium|medium_dark|dark)_skin_tone$/, '');
    const emoji = EMOJI[bare] ?? `:${bare}:`;
    marks[emoji] = (marks[emoji] ?? 0) + count;
  }
  return marks;
}
