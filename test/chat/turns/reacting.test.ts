import { beforeEach, describe, expect, test } from '@jest/globals';
import type { Posted } from '../../../src/chat/place.ts';
import { settled } from '../../manual-clock.ts';
import { card, chat, number, onStageWithIdea, stage } from './on-stage.ts';
import { messageText, textOf } from './said.ts';

const WEEK = 7 * 24 * 60 * 60 * 1000;
const NOTHING = { kind: 'nothing' };

onStageWithIdea();

test('👍 and 👎 under a card are votes, told to nobody; the card is painted afresh', async () => {
  expect(await chat.react('bilal', card, '👍')).toEqual(NOTHING);
  expect(await chat.react('chloe', card, '👎')).toEqual(NOTHING);
  expect(await stage.tallies(number)).toBe('2 for, 1 against');
  await stage.deliver();
  expect(messageText(chat.card(number, 'bretagne').message)).toContain('👍 2 pour   👎 1 contre');
});

test('what is done under a card that the chat has yet to tell us of counts, as soon as it has', async () => {
  const fresh = await chat.file('anais', 'bretagne', 'Un abri à vélos');
  let answer = () => {};
  chat.platform.sendWaits = new Promise((resolve) => {
    answer = resolve;
  });
  const delivered = stage.deliver();
  await settled();
  const { posted } = chat.card(fresh, 'bretagne');
  const vote = { action: 'vote', value: `against#${fresh}` };
  const marks = [chat.react('bilal', posted, '👍'), chat.react('yann', posted, '👀')];
  const pressed = chat.press('chloe', 'bretagne', vote, { on: posted });
  await settled();
  expect(await stage.tallies(fresh)).toBe('1 for, 0 against');
  answer();
  await Promise.all([delivered, ...marks]);
  expect(textOf(await pressed)).toContain(`#${fresh}`);
  expect(await stage.tallies(fresh)).toBe('2 for, 1 against');
  expect(await stage.idea(fresh)).toMatchObject({ status: 'under-review' });
  // Nothing is on its way any more: a message that is not ours is told at once.
  const strange = { ...posted, message: 'strange' };
  expect(textOf(await chat.press('chloe', 'bretagne', vote, { on: strange }))).toMatch(/ne connais pas/);
});

test('while something of ours is on its way, what says nothing to us waits for nothing', async () => {
  await chat.file('anais', 'bretagne', 'Un abri à vélos');
  let answer = () => {};
  chat.platform.sendWaits = new Promise((resolve) => {
    answer = resolve;
  });
  const delivered = stage.deliver();
  await settled();
  const theirs = chat.platform.say('bilal', 'bretagne', 'Bonjour');
  expect(await chat.react('chloe', theirs, '🎉')).toEqual(NOTHING);
  let waits = true;
  const wish = chat.react('chloe', theirs, '💡').finally(() => {
    waits = false;
  });
  await settled();
  expect(waits).toBe(true);
  answer();
  await Promise.all([delivered, wish]);
});

test('taking the reaction back takes the vote back, and the other one that stands counts', async () => {
  await chat.react('bilal', card, '👍');
  await stage.clock.advance(10);
  await chat.react('bilal', card, '👎');
  expect(await stage.tallies(number)).toBe('1 for, 1 against');
  await stage.clock.advance(10);
  await chat.react('bilal', card, '👎', false);
  expect(await stage.tallies(number)).toBe('2 for, 0 against');
  await chat.react('bilal', card, '👍', false);
  expect(await stage.tallies(number)).toBe('1 for, 0 against');
});

test('the newest event speaks: a button after a reaction, a reaction after a button', async () => {
  await chat.react('bilal', card, '👍');
  await stage.clock.advance(10);
  await chat.press('bilal', 'bretagne', { action: 'vote', value: `against#${number}` });
  expect(await stage.tallies(number)).toBe('1 for, 1 against');
  await stage.clock.advance(10);
  // Not the source of the vote any more.
  await chat.react('bilal', card, '👍', false);
  expect(await stage.tallies(number)).toBe('1 for, 1 against');
  await stage.clock.advance(10);
  await chat.react('bilal', card, '👍');
  expect(await stage.tallies(number)).toBe('2 for, 0 against');
});

test('a reaction comes and goes although the clock was set back since', async () => {
  await chat.press('bilal', 'bretagne', { action: 'vote', value: `against#${number}` });
  stage.clock.setBack(3_600_000);
  await chat.react('bilal', card, '👍');
  expect(await stage.tallies(number)).toBe('2 for, 0 against');
  await chat.react('bilal', card, '👍', false);
  expect(await stage.tallies(number)).toBe('1 for, 0 against');
});

test('a removal may have overtaken its addition, or left another tone standing: its card is looked at again', async () => {
  await chat.react('bilal', card, '👍');
  expect(stage.lookedAgain).toEqual([]);
  await chat.react('chloe', card, '👍', false);
  expect(stage.lookedAgain).toEqual([card]);
});

test('one delivery twice is one event', async () => {
  await chat.react('bilal', card, '👍', true, { id: 'one' });
  await chat.react('bilal', card, '👍', false);
  expect(await chat.react('bilal', card, '👍', true, { id: 'one' })).toEqual(NOTHING);
  expect(await stage.tallies(number)).toBe('1 for, 0 against');
});

test.each(['🎉', ':party:', '1\u20E3', 'constructor', '__proto__', ''])(
  'the reaction "%s" under a card means nothing and leaves no trace',
  async (emoji) => {
    const before = await Promise.all([stage.count('identities'), stage.count('claims')]);
    expect(await chat.react('bilal', card, emoji)).toEqual(NOTHING);
    expect(await chat.react('bilal', card, emoji, false)).toEqual(NOTHING);
    expect(await Promise.all([stage.count('identities'), stage.count('claims')])).toEqual(before);
    expect(stage.log).toEqual([]);
  },
);

test("a reaction under somebody else's message means nothing and leaves no trace", async () => {
  const before = await Promise.all([stage.count('identities'), stage.count('claims')]);
  expect(await chat.react('bilal', { ...card, message: 'theirs' }, '👍')).toEqual(NOTHING);
  expect(await chat.react('bilal', { ...card, channel: 'elsewhere' }, '👍')).toEqual(NOTHING);
  expect(await Promise.all([stage.count('identities'), stage.count('claims')])).toEqual(before);
});

test('a reaction to a withdrawn idea is refused, privately; taking one back is not', async () => {
  await chat.react('bilal', card, '👍');
  await chat.press('anais', 'bretagne', { action: 'withdraw-yes', value: `#${number}` });
  expect(textOf(await chat.react('chloe', card, '👍'))).toContain(
    `#${number} est retirée : le vote y est clos.`,
  );
  await stage.clock.advance(10);
  expect(await chat.react('bilal', card, '👍', false)).toEqual(NOTHING);
  expect(await stage.tallies(number)).toBe('1 for, 0 against');
});

test('a guest votes by reacting in the channel of the lab', async () => {
  expect(await chat.react('lea', card, '👍')).toEqual(NOTHING);
  expect(await stage.tallies(number)).toBe('2 for, 0 against');
});

test('a card left in a channel that is bound no more: members vote, a guest is refused', async () => {
  await chat.type('yann', 'bretagne', 'labo delier');
  expect(await chat.react('bilal', card, '👍')).toEqual(NOTHING);
  expect(textOf(await chat.react('lea', card, '👍'))).toContain(`Je ne trouve pas d'idée #${number}`);
  expect(await stage.tallies(number)).toBe('2 for, 0 against');
});

test('reactions on two platforms are two identities, and count so until they are linked', async () => {
  const other = stage.platform('other');
  await other.type('camille', 'place', 'labo lier bretagne');
  const second = await chat.file('anais', 'bretagne', 'Un abri à vélos');
  await stage.deliver();
  await chat.react('bilal', chat.card(second, 'bretagne').posted, '👍');
  await other.react('bilal', other.card(second, 'place').posted, '👍');
  expect(await stage.tallies(second)).toBe('3 for, 0 against');
});

describe('under a digest', () => {
  let digest: Posted;
  let entries: number[];

  beforeEach(async () => {
    const second = await chat.file('bilal', 'bretagne', 'Un abri à vélos');
    await chat.type('chloe', 'bretagne', `pour #${second}`);
    await stage.clock.advance(WEEK);
    expect(await chat.says('yann', 'bretagne', 'digest envoyer')).toContain('part dans ~bretagne');
    await stage.deliver();
    const posting = await stage.db.tables
      .selectFrom('postings')
      .selectAll()
      .where('kind', '=', 'digest')
      .executeTakeFirstOrThrow();
    digest = { ...chat.channel('bretagne'), message: posting.message };
    const rows = await stage.db.tables
      .selectFrom('digest_entries')
      .select(['idea'])
      .orderBy('position')
      .execute();
    entries = rows.map(({ idea }) => idea);
  });

  test('a figure votes for the idea of that line', async () => {
    expect(entries).toEqual([number + 1, number]);
    expect(await chat.react('denis', digest, '1\u20E3')).toEqual(NOTHING);
    expect(await chat.react('denis', digest, '2\u20E3')).toEqual(NOTHING);
    expect(await stage.tallies(number + 1)).toBe('3 for, 0 against');
    expect(await stage.tallies(number)).toBe('2 for, 0 against');
    await stage.clock.advance(10);
    await chat.react('denis', digest, '1\u20E3', false);
    expect(await stage.tallies(number + 1)).toBe('2 for, 0 against');
  });

  test.each(['5\u20E3', '9\u20E3', '👍', '👎', '1'])('"%s" votes for nothing there', async (emoji) => {
    expect(await chat.react('denis', digest, emoji)).toEqual(NOTHING);
    expect(await stage.count('marks')).toBe(0);
  });

  test('a mark on the digest and one on the card are one vote, the newest', async () => {
    await chat.react('denis', digest, '2\u20E3');
    await stage.clock.advance(10);
    await chat.react('denis', card, '👎');
    expect(await stage.tallies(number)).toBe('1 for, 1 against');
    await stage.clock.advance(10);
    await chat.react('denis', card, '👎', false);
    expect(await stage.tallies(number)).toBe('2 for, 0 against');
  });
});
