import { beforeEach, expect, test } from '@jest/globals';
import type { ReactionState } from '../../../src/chat/adapter.ts';
import type { Answer } from '../../../src/chat/arrival.ts';
import { REFUSAL_TOLD_MS } from '../../../src/chat/marks.ts';
import { type Person, type Posted, personKey } from '../../../src/chat/place.ts';
import { createInbox } from '../../../src/chat/router.ts';
import { Reconciler } from '../../../src/delivery/reconcile.ts';
import { card, chat, number, onStageWithIdea, stage } from './on-stage.ts';
import { textOf } from './said.ts';

/** A refused vote by reaction is told once, privately, whatever is delivered or looked at again. */

const NOTHING = { kind: 'nothing' };

onStageWithIdea();
beforeEach(async () => {
  // A card with a mark is looked at as long as it stands, whatever became of its idea.
  await chat.react('bilal', card, '👍');
  await chat.press('anais', 'bretagne', { action: 'withdraw-yes', value: `#${number}` });
});

/** Looks once at the reactions that stand under the card, as the bootstrap has it done; what the box answered. */
async function look(standing: { by: Person; emoji: string }[], under = card): Promise<Answer[]> {
  const answers: Answer[] = [];
  const inbox = createInbox(stage.box, stage.kept);
  async function* reactions(of: readonly { posted: Posted }[]): AsyncGenerator<ReactionState> {
    for (const { posted } of of) {
      const asked = posted.message === under.message;
      yield asked ? { posted, marks: standing, complete: true } : { posted, unchanged: true };
    }
  }
  const reconciler = new Reconciler({
    unitOfWork: stage.db.unitOfWork,
    reads: stage.db.reads,
    adapters: new Map([['chat', { ...chat.platform.adapter, reactions }]]),
    recordMark: async ({ posting, on, by, emoji, added, at }) => {
      const id = `missed ${posting} ${personKey(by)} ${emoji} ${added} ${at}`;
      answers.push(await inbox({ kind: 'mark', id, on, by, emoji, added, at, found: true }));
    },
    seedsOf: async () => [],
    clock: stage.clock,
    chance: { fraction: () => 0.5 },
    log: stage.box.log,
  });
  reconciler.ask('chat', 'site');
  await stage.clock.advance(1000);
  await reconciler.idle();
  return answers;
}

test('told once, also when the delivery comes again', async () => {
  expect(textOf(await chat.react('chloe', card, '👍', true, { id: 'same' }))).toContain('le vote y est clos');
  expect(await chat.react('chloe', card, '👍', true, { id: 'same' })).toEqual(NOTHING);
});

test('who toggles their reaction is told once a day, everybody else is told too', async () => {
  const toggle = async () => {
    await stage.clock.advance(1000);
    await chat.react('chloe', card, '👍', false);
    return chat.react('chloe', card, '👍');
  };
  expect(textOf(await toggle())).toContain('le vote y est clos');
  expect([await toggle(), await toggle()]).toEqual([NOTHING, NOTHING]);
  expect(textOf(await chat.react('malika', card, '👍'))).toContain('le vote y est clos');
  await stage.clock.advance(REFUSAL_TOLD_MS);
  expect(textOf(await toggle())).toContain('le vote y est clos');
});

test('two deliveries of one reaction at the same moment are told once', async () => {
  const twice = [1, 2].map(() => chat.react('chloe', card, '👍', true, { id: 'same' }));
  expect((await Promise.all(twice)).map(({ kind }) => kind).sort()).toEqual(['nothing', 'private']);
});

test('telling leaves no row that names the person, and no vote', async () => {
  const identities = await stage.count('identities');
  await chat.react('chloe', card, '👍');
  expect(await stage.count('identities')).toBe(identities);
  expect(await stage.count('marks')).toBe(1);
});

test('a look at the reactions that stand tries again, and tells nobody, nor counts as told', async () => {
  const told = chat.platform.shown.length;
  const identities = await stage.count('identities');
  for (let time = 0; time < 3; time += 1) {
    const standing = ['bilal', 'chloe'].map((user) => ({ by: chat.person(user), emoji: '👍' }));
    expect((await look(standing)).map(({ kind }) => kind)).toEqual(['nothing']);
  }
  await stage.deliver();
  expect(chat.platform.shown).toHaveLength(told);
  expect((await stage.outbox()).filter(({ to }) => to.user === 'chloe')).toEqual([]);
  expect(await stage.count('identities')).toBe(identities);
  expect(await stage.tallies(number)).toBe('2 for, 0 against');
  expect(textOf(await chat.react('chloe', card, '👍'))).toContain('le vote y est clos');
});

test('a look brings a facilitator’s 👀 once, and never what says nothing', async () => {
  const second = await chat.file('anais', 'bretagne', 'Un abri à vélos');
  await stage.deliver();
  const { posted } = chat.card(second, 'bretagne');
  const by = chat.person('yann');
  expect(await look([{ by, emoji: '🎉' }], posted)).toEqual([]);
  expect(await look([{ by, emoji: '👀' }], posted)).toEqual([NOTHING]);
  expect((await stage.idea(second)).status).toBe('under-review');
  expect(await look([{ by, emoji: '👀' }], posted)).toEqual([]);
});
