import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { ANSWER_MS, PING_MS } from '../../../adapters/mattermost/connection.ts';
import type { Posted } from '../../../src/chat/place.ts';
import { note } from '../../contract/samples.ts';
import { settled } from '../../manual-clock.ts';
import { failureOf, MattermostStand, REALM } from './mattermost-stand.ts';

let stand: MattermostStand;
let card: Posted;

beforeEach(async () => {
  stand = await MattermostStand.start();
  await stand.listen();
  card = await stand.out.send(stand.place(), note('Carte'), 'k');
});
afterEach(() => stand.close());

const react = (emoji: string, who = stand.anais) => void who.react(stand.on(card), emoji);
const marked = (count: number) => stand.until(() => stand.marks().length >= count, `${count} marks`);

test('a reaction arrives with its person, its posting and its instant; taken back, it arrives too', async () => {
  react('+1');
  stand.anais.unreact(stand.on(card), '+1');
  await marked(2);
  const [added, removed] = stand.box.of('mark');
  expect(added).toMatchObject({
    by: stand.person(),
    on: { platform: 'mattermost', realm: REALM, channel: stand.labo.id, message: card.message },
    ...{ emoji: '👍', added: true, at: stand.clock.now() },
  });
  expect(removed).toMatchObject({ emoji: '👍', added: false });
  expect(added?.id).not.toBe(removed?.id);
});

test('our own seeds never arrive, nor what happens where the bot is not', async () => {
  await stand.out.seed(card, ['👍', '👎']);
  const away = stand.bretagne.channel('ailleurs', { members: [stand.anais], bot: false });
  const post = away.post(stand.anais, { message: 'x' });
  stand.anais.react(post, '+1');
  react('one');
  await marked(1);
  expect(stand.marks()).toEqual(['+1⃣ anais']);
});

test('what the box answers to a reaction is told to that person', async () => {
  stand.box.answer({ kind: 'private', message: note('Merci') });
  react('+1');
  await stand.until(() => stand.told.length > 0);
  expect(stand.told[0]).toMatchObject({ person: stand.person(), where: { message: card.message } });
});

test('a dropped connection goes on where it broke off: nothing is lost, nothing comes twice', async () => {
  react('+1');
  await marked(1);
  stand.mattermost.hub.closeAll();
  await stand.until(() => stand.noticed('down').length === 1);
  react('-1', stand.yann);
  stand.anais.unreact(stand.on(card), '+1');
  await stand.untilUp(2);
  await marked(3);
  expect(stand.marks()).toEqual(['+👍 anais', '+👎 yann', '-👍 anais']);
  expect(stand.noticed('gap')).toEqual([]);
});

test('an answer that the server kept from the connection before is none to what this one asked', async () => {
  const { hub, socket } = stand.mattermost;
  await stand.clock.advance(ANSWER_MS);
  hub.stall();
  await stand.clock.advance(PING_MS - ANSWER_MS);
  await stand.until(() => hub.open[0]?.waiting === 1, 'the answer waits');
  socket.deaf = true;
  hub.closeAll();
  await stand.until(() => stand.noticed('down').length === 1);
  await stand.clock.advance(1_000);
  await stand.until(() => hub.open.length === 1);
  react('+1');
  await marked(1);
  expect(stand.noticed('up')).toHaveLength(1);
  await stand.clock.advance(ANSWER_MS);
  await stand.until(() => stand.lines.join('').includes('no answer in time'));
  socket.deaf = false;
  await stand.untilUp(2);
  expect(stand.noticed('gap')).toEqual([]);
});

test('an event that was left out is asked for; what the server no longer has is a gap', async () => {
  stand.mattermost.hub.lose('reaction_added');
  react('+1');
  react('-1', stand.yann);
  await stand.untilUp(2);
  expect(stand.lines.join('')).toContain('an event is missing');
  expect(stand.noticed('gap')).toMatchObject([{ realm: REALM }]);
  stand.yann.unreact(stand.on(card), '-1');
  await marked(1);
  expect(stand.marks()).toEqual(['-👎 yann']);
});

test('a restarted server brings a new connection: a gap since we last heard something', async () => {
  react('+1');
  await marked(1);
  const heard = stand.clock.now();
  await stand.mattermost.down();
  await stand.until(() => stand.noticed('down').length === 1);
  await stand.clock.advance(20_000);
  await stand.mattermost.up();
  await stand.untilUp(2);
  expect(stand.noticed('gap')).toEqual([{ kind: 'gap', realm: REALM, since: heard, at: expect.any(Number) }]);
  react('-1', stand.yann);
  await marked(2);
});

test('a server that is heard at the start was never missed', () => {
  expect(stand.noticed('gap')).toEqual([]);
});

test('tries go on with longer and longer waits, and begin anew after success', async () => {
  stand.mattermost.socket.refuse({ status: 503 }, 5);
  const before = stand.mattermost.socket.attempts;
  stand.mattermost.hub.closeAll();
  await stand.until(() => stand.noticed('down').length === 1);
  for (const wait of [1_000, 2_000, 5_000, 10_000, 30_000]) {
    const attempts = stand.mattermost.socket.attempts;
    await stand.clock.advance(wait - 1);
    expect(stand.mattermost.socket.attempts).toBe(attempts);
    await stand.clock.advance(1);
    await stand.until(() => stand.mattermost.socket.attempts === attempts + 1);
    await stand.mattermost.settle();
    await stand.until(() => stand.clock.sleeping > 0 && settled().then(() => true));
  }
  expect(stand.mattermost.socket.attempts).toBe(before + 5);
  await stand.untilUp(2);
});

test('events that are refused for a while by a server that answers are told once, and once when they arrive', async () => {
  stand.mattermost.socket.refuse({ status: 502 }, 6);
  stand.mattermost.hub.closeAll();
  await stand.until(() => stand.noticed('down').length === 1);
  await stand.untilUp(2);
  expect(stand.logged(40)).toEqual([expect.stringContaining('/api/v4/websocket')]);
  expect(stand.logged(30)).toEqual([expect.stringContaining('events of a server arrive again')]);
});

test('one dropped connection is no news for the log', async () => {
  stand.mattermost.hub.closeAll();
  await stand.until(() => stand.noticed('down').length === 1);
  await stand.untilUp(2);
  expect([...stand.logged(30), ...stand.logged(40)]).toEqual([]);
});

test('a server that no longer answers is told once while nothing is sent, and once when it answers again', async () => {
  await stand.mattermost.down();
  await stand.until(async () => {
    await stand.clock.advance(1_000);
    return stand.logged(40).length > 0;
  });
  const tries = stand.lines.length;
  await stand.until(async () => {
    await stand.clock.advance(10_000);
    return stand.lines.length > tries + 6;
  });
  expect(stand.logged(40)).toEqual([expect.stringMatching(/ECONNREFUSED.*MATTERMOST_URL/)]);
  await stand.mattermost.up();
  await stand.untilUp(2);
  expect(stand.logged(30)).toEqual([expect.stringContaining('a server answers again')]);
  expect(stand.logged(40)).toHaveLength(1);
});

test('a connection that no longer answers is given up, and the next one resumes', async () => {
  stand.mattermost.hub.stall();
  await stand.until(async () => {
    await stand.clock.advance(PING_MS + ANSWER_MS);
    return stand.noticed('down').length > 0;
  });
  expect(stand.lines.join('')).toContain('no answer in time');
});

test('a revoked token is told once, whatever goes on failing; enabled again, all continues', async () => {
  const { bot, world } = stand.mattermost;
  stand.mattermost.revokeTokens(bot);
  await stand.until(async () => {
    await stand.clock.advance(PING_MS);
    return stand.noticed('lost').length > 0;
  });
  for (let n = 0; n < 3; n += 1) {
    await stand.out.send(stand.place(), note('x'), `k-${n}`).catch(() => {});
    await stand.clock.advance(60_000);
  }
  expect(stand.noticed('lost')).toMatchObject([{ what: { platform: 'mattermost', realm: REALM } }]);
  expect(stand.lines.filter((line) => line.includes('"level":50'))).toHaveLength(1);
  for (const token of world.tokens) token.active = true;
  await stand.untilUp(2);
  expect(stand.noticed('found')).toMatchObject([{ what: { platform: 'mattermost', realm: REALM } }]);
  react('+1');
  await marked(1);
});

test.each([
  [
    'a socket that was let in without a word',
    async () => {
      await stand.clock.advance(1_000);
      await stand.until(() => stand.mattermost.socket.attempts === 2);
    },
  ],
  [
    'a call',
    async () => {
      await stand.clock.advance(900);
      await failureOf(stand.out.send(stand.place(), note('x'), 'refused'));
    },
  ],
])(
  'what is missed while a token is not taken and the socket is away is a gap, met by %s',
  async (_, meets) => {
    const { bot, hub, world } = stand.mattermost;
    react('+1');
    await marked(1);
    const heard = stand.clock.now();
    hub.closeAll();
    await stand.until(() => stand.noticed('down').length === 1);
    stand.mattermost.revokeTokens(bot);
    react('-1', stand.yann);
    await meets();
    for (const token of world.tokens) token.active = true;
    await stand.out.send(stand.place(), note('x'), 'taken');
    const taken = stand.clock.now();
    react('two', stand.yann);
    await stand.until(async () => {
      await stand.clock.advance(1_000);
      return stand.mattermost.hub.open.length > 0;
    });
    react('one');
    await marked(2);
    expect(stand.marks()).toEqual(['+👍 anais', '+1⃣ anais']);
    expect(stand.noticed('gap')).toEqual([
      { kind: 'gap', realm: REALM, since: heard, at: expect.any(Number) },
    ]);
    expect(stand.noticed('gap')[0]!.at).toBeGreaterThan(taken);
  },
);

test('a deleted posting, an archived channel and one the bot was removed from are lost', async () => {
  const closed = stand.bretagne.channel('reserve', { private: true });
  const other = stand.bretagne.channel('autre', { members: [stand.yann] });
  stand.labo.deletePost(card.message);
  other.remove(stand.yann);
  closed.remove(stand.mattermost.bot);
  stand.labo.archive();
  await stand.until(() => stand.noticed('lost').length >= 3);
  const place = { platform: 'mattermost', realm: REALM };
  expect(stand.noticed('lost').map(({ what }) => what)).toEqual([
    { ...place, channel: stand.labo.id, message: card.message },
    { ...place, channel: closed.id },
    { ...place, channel: stand.labo.id },
  ]);
});

test('a channel that is restored and one the bot is invited to again are found', async () => {
  const closed = stand.bretagne.channel('reserve', { private: true });
  closed.remove(stand.mattermost.bot);
  closed.invite(stand.yann);
  closed.invite(stand.mattermost.bot);
  stand.labo.archive();
  stand.labo.unarchive();
  await stand.until(() => stand.noticed('found').length >= 2);
  const place = { platform: 'mattermost', realm: REALM };
  expect(stand.noticed('found').map(({ what }) => what)).toEqual([
    { ...place, channel: closed.id },
    { ...place, channel: stand.labo.id },
  ]);
});

test('a team the bot is put out of is lost once, whoever else leaves it; found when it is back', async () => {
  stand.bretagne.remove(stand.yann);
  stand.bretagne.remove(stand.mattermost.bot);
  stand.bretagne.add(stand.mattermost.bot);
  await stand.until(() => stand.noticed('found').length > 0);
  const what = { platform: 'mattermost', realm: REALM, team: stand.bretagne.id };
  expect(stand.noticed('lost')).toMatchObject([{ what }]);
  expect(stand.noticed('found')).toMatchObject([{ what }]);
});

test('what a resumed connection brings happened before: the newest reaction keeps its instant', async () => {
  const reacted = stand.clock.now();
  stand.mattermost.hub.closeAll();
  await stand.until(() => stand.noticed('down').length === 1);
  react('+1');
  await stand.untilUp(2);
  await marked(1);
  expect(stand.box.of('mark')[0]?.at).toBe(reacted);
});

test('a stop takes nothing more and waits for what the box is at', async () => {
  stand.box.hold();
  react('+1');
  await stand.until(() => stand.box.arrivals.length === 1);
  let stopped = false;
  const stopping = stand.stop().then(() => {
    stopped = true;
  });
  await stand.until(() => stand.mattermost.hub.open.length === 0);
  await settled();
  react('-1');
  await settled();
  expect(stopped).toBe(false);
  stand.box.release();
  await stopping;
  expect(stand.marks()).toEqual(['+👍 anais']);
});

test('2,000 reactions at once all arrive, each person’s in their order', async () => {
  const people = Array.from({ length: 40 }, (_, n) => stand.bretagne.person(`p${n}`));
  for (const one of people) stand.labo.add(one);
  for (let round = 0; round < 25; round += 1) {
    for (const one of people) {
      one.react(stand.on(card), '+1');
      one.unreact(stand.on(card), '+1');
    }
  }
  await marked(2_000);
  for (const one of people) {
    const his = stand.box.of('mark').filter(({ by }) => by.user === one.id);
    expect(his.map(({ added }) => added)).toEqual(Array.from({ length: 50 }, (_, n) => n % 2 === 0));
  }
  expect(stand.noticed('gap')).toEqual([]);
});

test('where the server lets nobody listen, that is told once, the rest goes on, and so does the trying', async () => {
  const deaf = await MattermostStand.start();
  deaf.mattermost.socket.refuse({ status: 404 }, 6);
  const since = deaf.clock.now();
  let open = false;
  void deaf.listen().then(() => {
    open = true;
  });
  await deaf.until(() => open || deaf.clock.advance(1_000).then(() => false));
  expect(deaf.logged(50)).toEqual([expect.stringContaining('/api/v4/websocket')]);
  expect(deaf.noticed('down')).toMatchObject([{ realm: REALM }]);
  await deaf.out.send(deaf.place(), note('Quand même'), 'k');
  await deaf.untilUp(1);
  expect(deaf.logged(50)).toHaveLength(1);
  // Reactions were looked up at the start, and not heard until now.
  expect(deaf.noticed('gap')).toEqual([{ kind: 'gap', realm: REALM, since, at: expect.any(Number) }]);
  await deaf.close();
  await settled();
  expect(deaf.clock.sleeping).toBe(0);
});

test.each([
  ['becomes a guest', { roles: 'system_guest' }],
  ['is deactivated', { active: false }],
])('somebody who %s is told, so that nobody goes by what was known of them', async (_, change) => {
  stand.bretagne.change(stand.yann, change);
  await stand.until(() => stand.noticed('person').length > 0);
  expect(stand.noticed('person').map(({ person }) => person)).toEqual([stand.person(stand.yann)]);
});
