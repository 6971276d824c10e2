import { afterEach, beforeEach, expect, test } from '@jest/globals';
import type { WebClient } from '@slack/web-api';
import type { Calls } from '../../../adapters/slack/calls.ts';
import { SKIN_TONE } from '../../../adapters/slack/emoji.ts';
import { Homes } from '../../../adapters/slack/homes.ts';
import type { Outbound } from '../../../adapters/slack/outbound.ts';
import { lookAtReactions } from '../../../adapters/slack/reactions.ts';
import { Workspaces } from '../../../adapters/slack/workspaces.ts';
import type { ReactionState } from '../../../src/chat/adapter.ts';
import { EmojiNames, readEmojiNames } from '../../../src/chat/kit/emoji-names.ts';
import type { Channel, Posted } from '../../../src/chat/place.ts';
import { card, note } from '../../contract/samples.ts';
import { BoxInSlack, failureOf } from './box-in-slack.ts';

let box: BoxInSlack;
let out: Outbound;
let labo: Channel;

beforeEach(async () => {
  box = await BoxInSlack.start();
  out = box.outbound();
  labo = box.place(box.labo);
});
afterEach(() => box.stop());

type Known = Readonly<Record<string, number>>;

async function look(...of: (readonly [Posted, Known])[]): Promise<ReactionState[]> {
  box.called();
  const states: ReactionState[] = [];
  for await (const state of out.reactions(of.map(([posted, known]) => ({ posted, known }))))
    states.push(state);
  return states;
}

const shownOf = (state: ReactionState | undefined) =>
  state && 'marks' in state ? state.marks.map(({ by, emoji }) => `${by.user} ${emoji}`).sort() : state;

const ref = (posted: Posted) => ({ channelId: posted.channel, ts: posted.message });
const posts = async (n: number) => {
  const posted: Posted[] = [];
  for (let one = 0; one < n; one += 1) posted.push(await out.send(labo, note(`Carte ${one}`), `k-${one}`));
  return posted;
};

/** So many persons react. */
function crowd(n: number, posted: Posted, emoji: string): string[] {
  return Array.from({ length: n }, (_, one) => {
    const person = box.bretagne.person(`p${emoji}${one}`);
    box.labo.add(person);
    person.react(ref(posted), emoji);
    return person.id;
  });
}

test('seeds stand under the message; the same ones again do no harm', async () => {
  const posted = await out.send(labo, card('Prêter les outils'), 'k');
  await out.seed(posted, ['👍', '👎']);
  await out.seed(posted, ['👍', '👎', '1⃣']);
  expect(box.anais.sees(box.labo)[0]?.reactions).toEqual({ '+1': 1, '-1': 1, one: 1 });
  expect(await failureOf(out.seed(posted, ['🦄']))).toEqual({ permanent: 'invalid' });
  box.labo.deleteMessage(posted.message);
  expect(await failureOf(out.seed(posted, ['👍']))).toEqual({ permanent: 'gone' });
});

test('one page of history tells of many postings, seeds left out and skin tones folded', async () => {
  const [a, b, c] = await posts(3);
  if (!a || !b || !c) throw new Error('three postings');
  for (const posted of [a, b]) await out.seed(posted, ['👍', '👎']);
  await out.seed(c, ['👎']);
  box.anais.react(ref(a), '+1::skin-tone-4');
  box.anais.react(ref(a), '+1');
  box.thomas.react(ref(a), 'thumbsup');
  box.thomas.react(ref(b), 'tada');
  const states = await look([a, {}], [b, {}], [c, {}]);
  expect(states.map(({ posted }) => posted.message)).toEqual([c, b, a].map(({ message }) => message));
  expect(states.map(shownOf)).toEqual([
    [],
    [`${box.thomas.id} :tada:`],
    [`${box.anais.id} 👍`, `${box.thomas.id} 👍`].sort(),
  ]);
  expect(states.map((state) => 'own' in state && state.own)).toEqual([['👎'], ['👍', '👎'], ['👍', '👎']]);
  expect(box.called()).toEqual(['conversations.history']);
});

test('details are asked for only where the lists are cut and the counts differ', async () => {
  const [agreed, differing] = await posts(2);
  if (!agreed || !differing) throw new Error('two postings');
  box.slack.settings.reactionUsers = 3;
  for (const posted of [agreed, differing]) await out.seed(posted, ['👍']);
  crowd(8, agreed, '+1');
  const all = crowd(9, differing, '-1');
  box.thomas.react(ref(agreed), 'tada');
  const [second, first] = await look([agreed, { '👍': 8 }], [differing, { '👎': 8 }]);
  expect(first).toEqual({ posted: agreed, unchanged: true });
  expect(shownOf(second)).toEqual(all.map((user) => `${user} 👎`).sort());
  expect(second).toMatchObject({ complete: true });
  expect(box.called()).toEqual(['conversations.history', 'reactions.get']);
});

test('a cut list is never taken for agreement where the counts say otherwise', async () => {
  const [posted] = await posts(1);
  if (!posted) throw new Error('a posting');
  box.slack.settings.reactionUsers = 2;
  const users = crowd(5, posted, '+1');
  for (const known of [{}, { '👍': 4 }, { '👎': 5 }, { '👍': 5, '👎': 1 }]) {
    expect(shownOf((await look([posted, known]))[0])).toEqual(users.map((user) => `${user} 👍`).sort());
  }
});

test('a deleted posting is gone, whether its thread goes on or not', async () => {
  const [deleted, stone, kept] = await posts(3);
  if (!deleted || !stone || !kept) throw new Error('three postings');
  box.labo.deleteMessage(deleted.message);
  const tombstone = box.labo.messages.find(({ ts }) => ts === stone.message);
  Object.assign(tombstone ?? {}, { subtype: 'tombstone' });
  const states = await look([deleted, { '👍': 1 }], [stone, {}], [kept, {}]);
  expect(states).toEqual([
    { posted: kept, marks: [], complete: true, own: [] },
    { posted: stone, gone: true },
    { posted: deleted, gone: true },
  ]);
});

test('between postings far apart nothing is paged through', async () => {
  const [old] = await posts(1);
  for (let n = 0; n < 700; n += 1) box.anais.say(box.labo, `bla ${n}`);
  const [young] = await posts(1);
  if (!old || !young) throw new Error('two postings');
  expect(await look([old, {}], [young, {}])).toHaveLength(2);
  expect(box.called()).toHaveLength(2);
});

test('without the right to read history each posting is asked for', async () => {
  const [a, b] = await posts(2);
  if (!a || !b) throw new Error('two postings');
  await out.seed(a, ['👍']);
  box.anais.react(ref(a), '+1');
  box.labo.deleteMessage(b.message);
  box.bretagne.scopes.delete('channels:history');
  const states = await look([a, {}], [b, {}]);
  expect(states).toEqual([
    { posted: b, gone: true },
    { posted: a, marks: [{ by: box.person(box.anais), emoji: '👍' }], complete: true, own: ['👍'] },
  ]);
});

test('answers in threads are asked for one by one: history does not list them', async () => {
  const [parent] = await posts(1);
  if (!parent) throw new Error('a posting');
  const posted = await out.send({ ...labo, thread: parent.message }, note('Réponse'), 'k');
  box.anais.react(ref(posted), '+1');
  expect((await look([posted, {}])).map(shownOf)).toEqual([[`${box.anais.id} 👍`]]);
});

test('a channel we lost does not keep the others from being looked at', async () => {
  const lost = box.bretagne.channel('perdu', { private: true });
  const [gone, kept] = [
    await out.send(box.place(lost), note('x'), 'a'),
    await out.send(labo, note('y'), 'b'),
  ];
  lost.remove(box.bretagne.bot);
  expect(await look([gone, {}], [kept, {}])).toEqual([{ posted: kept, marks: [], complete: true, own: [] }]);
});

test('"later" is passed on, and the same look goes on afterwards', async () => {
  const [posted] = await posts(1);
  if (!posted) throw new Error('a posting');
  box.slack.faults.next('conversations.history', { kind: 'rate limited', retryAfterS: 4 });
  expect(await failureOf(look([posted, {}]))).toEqual({ retryAfterMs: 4_000, scope: 'realm' });
  expect(await look([posted, {}])).toHaveLength(1);
});

test('what a workspace counts as 👍 is 👍', async () => {
  out = box.outbound(readEmojiNames('tada=👍', SKIN_TONE) ?? new EmojiNames(SKIN_TONE));
  const [posted] = await posts(1);
  if (!posted) throw new Error('a posting');
  box.anais.react(ref(posted), 'tada');
  expect((await look([posted, {}])).map(shownOf)).toEqual([[`${box.anais.id} 👍`]]);
});

test('where history gives the newest page whatever was asked for, details are asked for', async () => {
  const posted: Posted = { ...labo, message: '1700000000.000100' };
  let pages = 0;
  const client = {
    conversations: {
      history: async () => {
        pages += 1;
        if (pages > 3) throw new Error('asked in vain');
        return { messages: [{ ts: '1800000000.000100' }], response_metadata: { next_cursor: 'older' } };
      },
    },
    reactions: { get: async () => ({ message: { reactions: [{ name: '+1', users: ['U1'], count: 1 }] } }) },
  } as unknown as WebClient;
  const workspace = {
    team: 'T1',
    enterprise: null,
    realm: 'T1',
    botUser: 'UBOT',
    botId: null,
    url: '',
    client,
  };
  const workspaces = new Workspaces([workspace]);
  const calls: Calls = (asked, _, call) => call(asked);
  const homes = new Homes(workspaces, calls, box.clock);
  const states: ReactionState[] = [];
  const of = [{ posted: { ...posted, realm: 'T1', team: 'T1' }, known: {} }];
  const parts = { calls, emoji: new EmojiNames(SKIN_TONE), homes, workspaces };
  for await (const state of lookAtReactions(parts, of)) states.push(state);
  expect(states.map(shownOf)).toEqual([['U1 👍']]);
});
