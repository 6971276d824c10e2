import { expect, test } from '@jest/globals';
import { SKIN_TONE } from '../../../adapters/mattermost/emoji.ts';
import { EmojiNames, readEmojiNames } from '../../../src/chat/kit/emoji-names.ts';
import { CARD_VOTES, KEYCAPS } from '../../../src/votes/record-mark.ts';

test('names, aliases and tones of skin become the emoji of the box, others stay names', () => {
  const names = new EmojiNames(SKIN_TONE);
  const of = (...all: string[]) => all.map((name) => names.emojiOf(name));
  expect(of('+1', 'thumbsup', '+1_light_skin_tone', 'thumbsup_medium_light_skin_tone')).toEqual(
    Array(4).fill('👍'),
  );
  expect(of('-1_dark_skin_tone', 'thumbsdown_medium_skin_tone', '-1_medium_dark_skin_tone')).toEqual(
    Array(3).fill('👎'),
  );
  expect(of('one', 'five', 'heart', 'bulb', 'tada', 'constructor')).toEqual([
    '1⃣',
    '5⃣',
    '❤',
    '💡',
    ':tada:',
    ':constructor:',
  ]);
});

test('every emoji the box votes or seeds with has a name of letters that Mattermost takes', () => {
  const names = new EmojiNames(SKIN_TONE);
  const named = [...Object.keys(CARD_VOTES), ...KEYCAPS, '👀', '✅', '❌', '💡', '❤️', '👍🏽'].map((emoji) =>
    names.nameOf(emoji),
  );
  expect(named).toEqual([
    ...['+1', '-1', 'one', 'two', 'three', 'four', 'five'],
    ...['eyes', 'white_check_mark', 'x', 'bulb', 'heart', '+1'],
  ]);
  expect([names.nameOf(':boite:'), names.nameOf('🦄')]).toEqual(['boite', null]);
});

test('what a site counts as others comes from a setting', () => {
  const names = readEmojiNames('tada=👍,mauvaise_idee=👎', SKIN_TONE);
  expect(['tada', 'mauvaise_idee', '+1'].map((name) => names?.emojiOf(name))).toEqual(['👍', '👎', '👍']);
});
