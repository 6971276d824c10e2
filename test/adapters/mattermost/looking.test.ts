import { afterEach, beforeEach, expect, test } from '@jest/globals';
import type { ReactionState } from '../../../src/chat/adapter.ts';
import type { Posted } from '../../../src/chat/place.ts';
import { note } from '../../contract/samples.ts';
import { failureOf, MattermostStand } from './mattermost-stand.ts';

let stand: MattermostStand;

beforeEach(async () => {
  stand = await MattermostStand.start();
  await stand.open();
});
afterEach(() => stand.close());

const post = (text: string, channel = stand.labo) => stand.out.send(stand.place(channel), note(text), text);

async function look(...of: readonly Posted[]): Promise<ReactionState[]> {
  const states: ReactionState[] = [];
  for await (const state of stand.out.reactions(of.map((posted) => ({ posted, known: {} }))))
    states.push(state);
  return states;
}

const shownOf = (state: ReactionState | undefined) =>
  state && 'marks' in state ? state.marks.map(({ by, emoji }) => `${by.user} ${emoji}`).sort() : state;

test('two calls tell of many postings of a channel, seeds left out and skin tones folded', async () => {
  const posted = [await post('a'), await post('b'), await post('c')];
  const [a, b] = posted as [Posted, Posted];
  for (const one of [a, b]) await stand.out.seed(one, ['👍']);
  const { anais, yann, mattermost } = stand;
  for (const name of ['+1', 'thumbsup', '+1_light_skin_tone']) anais.react(stand.on(a), name);
  yann.react(stand.on(a), 'tada');
  yann.react(stand.on(b), '-1');
  const before = mattermost.calls().length;
  const states = await look(...posted);
  expect(states.map(shownOf)).toEqual([
    [`${anais.id} 👍`, `${yann.id} :tada:`].sort(),
    [`${yann.id} 👎`],
    [],
  ]);
  expect(states.every((state) => 'complete' in state && state.complete)).toBe(true);
  expect(states.map((state) => 'own' in state && state.own)).toEqual([['👍'], ['👍'], []]);
  expect(mattermost.calls().length - before).toBe(2);
});

test('a server whose database does not answer is asked again: no posting is gone, and none is left out', async () => {
  const posted = await post('a');
  const later = { retryAfterMs: 5_000, scope: 'realm' };
  for (const route of ['POST /posts/ids', 'POST /posts/ids/reactions']) {
    stand.mattermost.faults.next(route, { kind: 'error', id: 'app.post.get.app_error', status: 500 });
    expect(await failureOf(look(posted))).toEqual(later);
  }
});

test('a reaction tells when it was made, or made again', async () => {
  const posted = await post('a');
  const made = stand.clock.now();
  stand.anais.react(stand.on(posted), '+1');
  stand.yann.react(stand.on(posted), '+1');
  await stand.clock.advance(60_000);
  stand.anais.react(stand.on(posted), '+1_light_skin_tone');
  stand.yann.unreact(stand.on(posted), '+1');
  stand.yann.react(stand.on(posted), '+1');
  const [state] = await look(posted);
  expect(state && 'marks' in state && state.marks).toEqual([
    { by: stand.person(), emoji: '👍', at: made },
    { by: stand.person(stand.yann), emoji: '👍', at: made + 60_000 },
  ]);
});

test('a deleted posting is gone, also when it was the only one', async () => {
  const [kept, deleted] = [await post('a'), await post('b')];
  stand.anais.react(stand.on(deleted), '+1');
  stand.labo.deletePost(deleted.message);
  expect(await look(kept, deleted)).toEqual([
    { posted: kept, marks: [], complete: true, own: [] },
    { posted: deleted, gone: true },
  ]);
  expect(await look(deleted)).toEqual([{ posted: deleted, gone: true }]);
});

test('a channel we lost does not keep the others from being looked at, and is not taken for empty', async () => {
  const lost = stand.bretagne.channel('perdu', { private: true });
  const [hidden, kept] = [await post('a', lost), await post('b')];
  stand.anais.react(stand.on(kept), '+1');
  lost.remove(stand.mattermost.bot);
  expect((await look(hidden, kept)).map(({ posted }) => posted)).toEqual([kept]);
});

test('"later" is passed on, and the same look goes on afterwards', async () => {
  const posted = await post('a');
  stand.mattermost.faults.next('POST /posts/ids', { kind: 'rate limited', retryAfterS: 4 });
  expect(await failureOf(look(posted))).toEqual({ retryAfterMs: 4_000, scope: 'realm' });
  expect(await look(posted)).toHaveLength(1);
});

test('a message is read with its author and a link; what no person wrote has none', async () => {
  const said = stand.yann.say(stand.labo, 'Un banc\u200B');
  const at = { ...stand.place(), message: said.id };
  expect(await stand.out.readMessage(at)).toEqual({
    author: stand.person(stand.yann),
    text: 'Un banc',
    at,
    link: `${stand.mattermost.url}/_redirect/pl/${said.id}`,
  });
  const ours = await post('Carte');
  expect(await stand.out.readMessage(ours)).toMatchObject({ author: null, text: 'Carte' });
});

test('a message that was deleted, or stands in another channel than was said, is gone', async () => {
  const said = stand.yann.say(stand.labo, 'x');
  const other = stand.bretagne.channel('autre');
  const at = { ...stand.place(), message: said.id };
  expect(await stand.out.readMessage({ ...stand.place(other), message: said.id })).toBe('gone');
  stand.labo.deletePost(said.id);
  expect(await stand.out.readMessage(at)).toBe('gone');
});

test('a message we may not see is refused, not gone', async () => {
  const closed = stand.bretagne.channel('reserve', { private: true, members: [stand.yann] });
  const said = stand.yann.say(closed, 'x');
  closed.remove(stand.mattermost.bot);
  const read = stand.out.readMessage({ ...stand.place(closed), message: said.id });
  expect(await failureOf(read)).toEqual({ permanent: 'refused' });
});

test('an open channel is read by its team, guests where they are members, a private one by its members', async () => {
  const { bretagne, mattermost, out, anais, yann } = stand;
  const open = bretagne.channel('ouvert');
  const closed = bretagne.channel('reserve', { private: true, members: [yann] });
  const guest = bretagne.guest('invitee');
  const invited = bretagne.channel('accueil', { members: [guest] });
  const stranger = mattermost.team('occitanie').person('lou');
  const may = async (person: { id: string }, channel: { id: string }) =>
    out.mayRead(stand.person(person), await post('x', channel as typeof open));
  expect(await may(anais, open)).toBe(true);
  expect(await may(stranger, open)).toBe(false);
  expect(await may(guest, open)).toBe(false);
  expect(await may(guest, invited)).toBe(true);
  expect(await may(yann, closed)).toBe(true);
  expect(await may(anais, closed)).toBe(false);
});

test('a direct message is read by its two people, what we cannot see ourselves by nobody', async () => {
  const { out, anais, yann } = stand;
  const told = await out.send(stand.person(anais), note('x'), 'k');
  expect(await out.mayRead(stand.person(anais), told)).toBe(true);
  expect(await out.mayRead(stand.person(yann), told)).toBe(false);
  const hidden = stand.bretagne.channel('cache', { private: true, bot: false, members: [anais] });
  expect(await out.mayRead(stand.person(anais), { ...stand.place(hidden), message: 'm' })).toBe(false);
  const unknown = { ...stand.place({ id: 'z'.repeat(26) }), message: 'm' };
  expect(await out.mayRead(stand.person(anais), unknown)).toBe(false);
});

test('a server that cannot say now who may read is not taken for a no', async () => {
  const posted = await post('x');
  stand.mattermost.faults.next('GET /channels/{channel_id}', { kind: 'rate limited', retryAfterS: 4 });
  const asked = stand.out.mayRead(stand.person(), posted);
  expect(await failureOf(asked)).toEqual({ retryAfterMs: 4_000, scope: 'realm' });
});

test('a person is known by the name the server shows, with language and zone', async () => {
  const named = stand.bretagne.person('erwan', {
    ...{ firstName: 'Erwan', lastName: 'Kermarrec', nickname: 'Wanig' },
    ...{ locale: 'en', timezone: 'Europe/London' },
  });
  const shown = async (display: string) => {
    Object.assign(stand.site, { nameDisplay: display });
    return (await stand.out.profile(stand.person(named))).name;
  };
  expect(await shown('username')).toBe('erwan');
  expect(await shown('full_name')).toBe('Erwan Kermarrec');
  expect(await shown('nickname_full_name')).toBe('Wanig');
  expect(await stand.out.profile(stand.person(named))).toEqual({
    ...{ name: 'Wanig', kind: 'member', active: true, locale: 'en', zone: 'Europe/London' },
  });
});

test('guests, bots, deactivated and unknown persons are told apart', async () => {
  const guest = stand.bretagne.guest('invitee');
  stand.mattermost.setActive(stand.yann, false);
  const of = (one: { id: string }) => stand.out.profile(stand.person(one));
  expect(await of(guest)).toMatchObject({ kind: 'guest', active: true });
  expect(await of(stand.mattermost.bot)).toMatchObject({ kind: 'bot' });
  expect(await of(stand.yann)).toMatchObject({ kind: 'member', active: false });
  const unknown = 'z'.repeat(26);
  expect(await of({ id: unknown })).toEqual({ name: unknown, kind: 'member', active: false });
});

test('a channel says what it is, whether we may write there, and where it is', async () => {
  const closed = stand.bretagne.channel('reserve', { private: true });
  const away = stand.bretagne.channel('ailleurs', { bot: false });
  const hidden = stand.bretagne.channel('cache', { private: true, bot: false });
  const archived = stand.bretagne.channel('vieux', { archived: true });
  const of = (channel: { id: string }) => stand.out.describe(stand.place(channel));
  const link = (name: string) => `${stand.mattermost.url}/bretagne/channels/${name}`;
  expect(await of(stand.labo)).toEqual({ name: 'labo', private: false, writable: true, link: link('labo') });
  expect(await of(closed)).toMatchObject({ private: true, writable: true });
  expect(await of(away)).toMatchObject({ private: false, writable: false });
  expect(await of(archived)).toMatchObject({ writable: false });
  expect(await of(hidden)).toEqual({ name: hidden.id, private: true, writable: false });
  expect(await of({ id: 'z'.repeat(26) })).toMatchObject({ writable: false });
});

test('a direct conversation is private, writable, and has no link for everybody', async () => {
  const { channel } = await stand.out.send(stand.person(), note('x'), 'k');
  const described = await stand.out.describe({ ...stand.place({ id: channel }), direct: true });
  expect(described).toMatchObject({ private: true, writable: true });
  expect(described).not.toHaveProperty('link');
});

test('a channel of a team our bot joined later has its link too', async () => {
  const late = stand.mattermost.team('normandie');
  const channel = late.channel('labo-normandie');
  expect(await stand.out.describe(stand.place(channel))).toMatchObject({
    link: `${stand.mattermost.url}/normandie/channels/labo-normandie`,
  });
});
