import { expect, test } from '@jest/globals';
import { SKIN_TONE } from '../../../adapters/slack/emoji.ts';
import { EmojiNames, readEmojiNames } from '../../../src/chat/kit/emoji-names.ts';
import { CARD_VOTES, KEYCAPS } from '../../../src/votes/record-mark.ts';
import { isEmojiName } from '../../fakes/slack/world/emoji.ts';

test('names and aliases become the emoji of the box, skin tones are folded, others stay names', () => {
  const names = new EmojiNames(SKIN_TONE);
  const of = (...all: string[]) => all.map((name) => names.emojiOf(name));
  expect(of('+1', 'thumbsup', '+1::skin-tone-4', '-1', 'one', 'five', 'heart')).toEqual([
    '👍',
    '👍',
    '👍',
    '👎',
    '1⃣',
    '5⃣',
    '❤',
  ]);
  expect(of('tada', 'constructor')).toEqual([':tada:', ':constructor:']);
});

test('every emoji the box votes or seeds with has a name that Slack takes', () => {
  const names = new EmojiNames(SKIN_TONE);
  const spoken = [...Object.keys(CARD_VOTES), ...KEYCAPS, '1️⃣', '👀', '✅', '❌', '💡', '❤️', '👍🏽'];
  for (const emoji of spoken) {
    const name = names.nameOf(emoji);
    expect([emoji, name !== null && isEmojiName(name, new Set())]).toEqual([emoji, true]);
  }
  expect([names.nameOf(':boite:'), names.nameOf('🦄')]).toEqual(['boite', null]);
});

test('what a workspace counts as others comes from a setting', () => {
  const names = readEmojiNames(' tada=👍, :no_entry:=👎,idée=💡️ ', SKIN_TONE);
  expect(['tada', 'no_entry', 'idée', '+1'].map((name) => names?.emojiOf(name))).toEqual([
    '👍',
    '👎',
    '💡',
    '👍',
  ]);
  // Seeds keep their usual name.
  expect(names?.nameOf('👍')).toBe('+1');
  expect(readEmojiNames('', SKIN_TONE)?.emojiOf('tada')).toBe(':tada:');
});

test('a setting written otherwise is refused', () => {
  for (const text of ['tada', 'tada=', '=👍', 'tada=yes', 'ta da=👍', 'a=👍=b', 'tada=1', 'tada=👍 👎']) {
    expect([text, readEmojiNames(text, SKIN_TONE)]).toEqual([text, null]);
  }
});
