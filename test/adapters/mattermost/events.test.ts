import { expect, test } from '@jest/globals';
import type { WebSocketMessage } from '@mattermost/client';
import { pino } from 'pino';
import { MattermostClient } from '../../../adapters/mattermost/client.ts';
import { Events } from '../../../adapters/mattermost/events.ts';
import type { Site } from '../../../adapters/mattermost/site.ts';
import type { Notice } from '../../../src/chat/adapter.ts';
import { TestBox } from '../../contract/box.ts';
import { ManualClock, MONDAY, settled } from '../../manual-clock.ts';

const BOT = 'b'.repeat(26);

function make() {
  const clock = new ManualClock();
  const box = new TestBox();
  const notices: Notice[] = [];
  const url = 'http://127.0.0.1:9';
  const client = new MattermostClient({ url, token: 'x', clock });
  const site: Site = {
    ...{ realm: 'r', url, siteUrl: url, botUser: BOT, teams: new Map(), nameDisplay: 'username', client },
    collapsesThreads: true,
    version: { major: 11, minor: 6 },
    settings: { realm: 'r', url, botToken: 'x', commandTokens: new Map() },
  };
  const events = new Events({
    ctx: { clock, log: pino({ level: 'silent' }), report: (notice) => void notices.push(notice) },
    inbox: box.inbox,
    emoji: { emojiOf: (name) => `:${name}:`, nameOf: () => null },
    localeOf: ({ user }) => (user === 'anais' ? 'fr' : undefined),
    answerText: async () => {},
    tell: async () => {},
  });
  let seq = 0;
  const say = (event: string, data: unknown, broadcast: object = {}) => {
    seq += 1;
    events.take(site, { event, data, broadcast, seq } as unknown as WebSocketMessage);
  };
  const react = (reaction: object) =>
    say('reaction_added', { reaction: JSON.stringify(reaction) }, { channel_id: 'c' });
  return { clock, box, notices, client, events, say, react };
}

const REACTION = { user_id: 'anais', post_id: 'p', emoji_name: '+1', create_at: MONDAY };

test('when too many reactions wait, the rest is looked up once those are done, and told once', async () => {
  const { box, notices, react } = make();
  box.hold();
  for (let n = 0; n < 6_000; n += 1) react({ ...REACTION, user_id: `u${n}` });
  await settled();
  expect(box.arrivals.length).toBe(16);
  expect(notices).toEqual([]);
  box.release();
  while (notices.length === 0) await settled();
  expect(notices).toEqual([{ kind: 'gap', realm: 'r', since: MONDAY, at: MONDAY }]);
  expect(box.arrivals.length).toBeGreaterThanOrEqual(5_000);
  expect(box.arrivals.length).toBeLessThan(6_000);
});

test('one person’s reactions under one posting wait for each other, another’s do not', async () => {
  const { box, react } = make();
  box.hold();
  for (const emoji_name of ['+1', '-1']) react({ ...REACTION, emoji_name });
  react({ ...REACTION, post_id: 'q' });
  react({ ...REACTION, user_id: 'yann' });
  await settled();
  expect(box.of('mark').map(({ by, on, emoji }) => [by.user, on.message, emoji])).toEqual([
    ['anais', 'p', ':+1:'],
    ['anais', 'q', ':+1:'],
    ['yann', 'p', ':+1:'],
  ]);
});

test('each event has an id of its own, also those of one millisecond', async () => {
  const { box, react, say } = make();
  react(REACTION);
  say('reaction_removed', { reaction: JSON.stringify(REACTION) }, { channel_id: 'c' });
  react(REACTION);
  react({ ...REACTION, emoji_name: '-1' });
  await settled();
  expect(new Set(box.arrivals.map(({ id }) => id)).size).toBe(4);
});

test.each([
  ['an hour ahead of', 3_600_000],
  ['an hour behind', -3_600_000],
])('a server whose clock is %s ours gives instants of our time', async (_where, ahead) => {
  const { box, client, clock, react } = make();
  await clock.advance(60_000);
  const now = clock.now();
  client.time.heard(new Date(now + ahead).toUTCString(), now, now);
  react({ ...REACTION, create_at: now + ahead - 30_000 });
  await settled();
  expect(Math.abs((box.of('mark')[0]?.at ?? 0) - (now - 30_000))).toBeLessThanOrEqual(1_000);
});

test('nothing is ever from the future, and what has no instant is from now', async () => {
  const { box, react } = make();
  react({ ...REACTION, create_at: MONDAY + 400 });
  react({ user_id: 'yann', post_id: 'p', emoji_name: '+1' });
  await settled();
  expect(box.arrivals.map(({ at }) => at)).toEqual([MONDAY, MONDAY]);
});

test('a person’s language goes along where it is known', async () => {
  const { box, react } = make();
  react(REACTION);
  react({ ...REACTION, user_id: 'yann' });
  await settled();
  expect(box.arrivals.map(({ locale }) => locale)).toEqual(['fr', undefined]);
});

test('being removed is told in two ways, somebody else’s leaving is none', () => {
  const { notices, say } = make();
  say('user_removed', { user_id: BOT, remover_id: 'x' }, { channel_id: 'c1' });
  say('user_removed', { channel_id: 'c2', remover_id: 'x' }, { user_id: BOT });
  say('user_removed', { user_id: 'yann', remover_id: 'x' }, { channel_id: 'c3' });
  say('leave_team', { user_id: BOT, team_id: 't' });
  say('leave_team', { user_id: 'yann', team_id: 't' });
  const place = { platform: 'mattermost', realm: 'r' };
  expect(notices.map((notice) => notice.kind === 'lost' && notice.what)).toEqual([
    { ...place, channel: 'c1' },
    { ...place, channel: 'c2' },
    { ...place, team: 't' },
  ]);
});

test('being added is told in several ways, somebody else’s coming is none', () => {
  const { notices, say } = make();
  say('user_added', { user_id: BOT, team_id: 't' }, { channel_id: 'c1' });
  say('user_added', { user: { id: BOT }, team_id: 't' }, { channel_id: 'c2' });
  say('user_added', { user_id: 'yann', team_id: 't' }, { channel_id: 'c3' });
  say('user_added', { user: null }, { channel_id: 'c3' });
  say('channel_restored', { channel_id: 'c4' }, { team_id: 't' });
  say('added_to_team', { user_id: BOT, team_id: 't' }, { user_id: BOT });
  say('added_to_team', { user_id: 'yann', team_id: 't' });
  const place = { platform: 'mattermost', realm: 'r' };
  expect(notices.map((notice) => notice.kind === 'found' && notice.what)).toEqual([
    { ...place, channel: 'c1' },
    { ...place, channel: 'c2' },
    { ...place, channel: 'c4' },
    { ...place, team: 't' },
  ]);
});

test('events that are strange, or none of ours, are left alone', async () => {
  const { box, notices, say } = make();
  for (const data of [null, {}, { reaction: 'no JSON' }, { reaction: '{"user_id":1}' }, { post: '[]' }]) {
    for (const event of [
      'reaction_added',
      'post_deleted',
      'channel_deleted',
      'user_removed',
      'toString',
      'typing',
    ])
      say(event, data);
  }
  say('reaction_added', { reaction: JSON.stringify({ ...REACTION, user_id: BOT }) }, { channel_id: 'c' });
  await settled();
  expect(box.arrivals).toEqual([]);
  expect(notices).toEqual([]);
});
