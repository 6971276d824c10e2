import { beforeEach, describe, expect, test } from '@jest/globals';
import type { Posted } from '../../../src/chat/place.ts';
import { buttons, FOR, note } from '../../contract/samples.ts';
import type { Person } from '../../fakes/slack/people/person.ts';
import type { SlackWorkspace } from '../../fakes/slack/people/slack-workspace.ts';
import { laboOf, onStand, stand } from './on-stand.ts';
import { texts } from './slack-stand.ts';

onStand();

describe('persons of another workspace in a shared channel', () => {
  test('are guests of the realm of the channel where their workspace is none of ours', async () => {
    const elsewhere = stand.slack.workspace('Ailleurs', { installed: false });
    stand.labo.shareWith(elsewhere);
    const jo = elsewhere.person('jo');
    stand.labo.add(jo);
    await stand.start();
    const card = await stand.adapter.send(laboOf(), note('Carte', buttons(FOR)), 'k');
    await jo.press(jo.sees(stand.labo)[0]!, FOR.label);
    const { by } = await stand.arrival('press');
    expect(by).toEqual({ platform: 'slack', realm: stand.bretagne.id, user: jo.id });
    expect(await stand.adapter.profile?.(by)).toMatchObject({ kind: 'guest' });
    jo.react({ channelId: card.channel, ts: card.message }, '+1');
    expect((await stand.arrival('mark')).by).toEqual(by);
  });

  test('keep their own realm where it is one of ours', async () => {
    const occitanie = stand.slack.workspace('Occitanie');
    stand.labo.shareWith(occitanie);
    const malika = occitanie.person('malika');
    stand.labo.add(malika);
    await stand.start([stand.bretagne, occitanie]);
    await stand.adapter.send(laboOf(), note('Carte', buttons(FOR)), 'k');
    await malika.press(malika.sees(stand.labo)[0]!, FOR.label);
    const { by, where } = await stand.arrival('press');
    expect(by.realm).toBe(occitanie.id);
    expect(where).toMatchObject({ realm: stand.bretagne.id, team: stand.bretagne.id });
  });
});

describe('somebody of one workspace of ours, met in a channel of another', () => {
  let occitanie: SlackWorkspace;
  let malika: Person;
  let card: Posted;
  beforeEach(async () => {
    occitanie = stand.slack.workspace('Occitanie');
    stand.labo.shareWith(occitanie);
    malika = occitanie.person('malika');
    stand.labo.add(malika);
    await stand.start([stand.bretagne, occitanie]);
    card = await stand.adapter.send(laboOf(), note('Carte', buttons(FOR)), 'k');
  });
  const own = () => ({ platform: 'slack', realm: occitanie.id, user: malika.id });
  const react = () => malika.react({ channelId: card.channel, ts: card.message }, '+1');
  const asked = () => stand.slack.calls('users.info').length;

  test('is one identity, whether they react, press or type', async () => {
    react();
    expect((await stand.arrival('mark')).by).toEqual(own());
    await malika.press(malika.sees(stand.labo)[0]!, FOR.label);
    expect((await stand.arrival('press')).by).toEqual(own());
    await malika.command('/idee', 'top', stand.labo);
    expect((await stand.arrival('command')).by).toEqual(own());
    malika.unreact({ channelId: card.channel, ts: card.message }, '+1');
    const { by, added, on } = await stand.arrival('mark', 2);
    expect([by, added, on]).toEqual([own(), false, { ...laboOf(), message: card.message }]);
    expect(asked()).toBe(1);
  });

  test('is who is meant where somebody mentions them', async () => {
    await stand.yann.command('/idee', 'labo animateur bretagne @malika', stand.labo);
    const { text } = await stand.arrival('command');
    expect(text).toContainEqual({ person: own(), name: 'malika' });
  });

  test('takes a card of the first from its menu as the card it is', async () => {
    await malika.shortcut('propose', { channelId: card.channel, ts: card.message });
    const { by, message, author } = await stand.arrival('shortcut');
    expect([by, author]).toEqual([own(), null]);
    expect(message).toMatchObject({ ...laboOf(), message: card.message });
  });

  test('is the author of what they wrote there, to who takes it from its menu or reads it', async () => {
    const said = malika.say(stand.labo, 'Un banc devant la mairie');
    await stand.yann.shortcut('propose', said);
    expect((await stand.arrival('shortcut')).author).toEqual(own());
    const read = await stand.adapter.readMessage?.({ ...laboOf(), message: said.ts });
    expect(read).toMatchObject({ author: own() });
  });

  test.each([
    ['the team that reads it', () => ({ team: stand.bretagne.id })],
    ['no team', () => ({})],
    ['their own team', () => ({ team: stand.bretagne.id, user_team: occitanie.id })],
  ])('is the author also where Slack names %s', async (_, teams) => {
    const { ts } = malika.say(stand.labo, 'Un banc devant la mairie');
    const payload = {
      type: 'message_action',
      callback_id: 'propose',
      trigger_id: '1.2.abc',
      user: { id: stand.yann.id, team_id: stand.bretagne.id },
      team: { id: stand.bretagne.id },
      channel: { id: stand.labo.id },
      message: { ts, user: malika.id, text: 'Un banc', ...teams() },
    };
    await stand.slack.resend({ kind: 'interactive', payload, retry: null });
    expect((await stand.arrival('shortcut')).author).toEqual(own());
  });

  test('needs no question once they have pressed', async () => {
    await malika.press(malika.sees(stand.labo)[0]!, FOR.label);
    react();
    expect((await stand.arrival('mark')).by).toEqual(own());
    expect(asked()).toBe(0);
  });

  test('is the same when reactions are looked up, beside who is at home there', async () => {
    stand.slack.events.hold();
    react();
    stand.anais.react({ channelId: card.channel, ts: card.message }, '+1');
    const [state] = await allOf(stand.adapter.reactions!([{ posted: card, known: {} }]));
    expect(state).toMatchObject({
      marks: [
        { by: own(), emoji: '👍' },
        { by: { platform: 'slack', realm: stand.bretagne.id, user: stand.anais.id }, emoji: '👍' },
      ],
    });
  });

  test('is looked up later where Slack cannot say now: no vote is given to somebody else', async () => {
    stand.slack.faults.next('users.info', { kind: 'rate limited', retryAfterS: 30 });
    react();
    const gap = await stand.until(() => stand.context.notices.find(({ kind }) => kind === 'gap'));
    expect(gap).toMatchObject({ realm: stand.bretagne.id, posted: { ...laboOf(), message: card.message } });
    expect(stand.box.arrivals).toEqual([]);
  });

  test('is not asked about where the channel is shared with nobody', async () => {
    const inside = stand.bretagne.channel('interne', { members: [stand.anais] });
    stand.anais.react({ channelId: inside.id, ts: inside.webhook('Bonjour').ts }, '+1');
    expect((await stand.arrival('mark')).by.realm).toBe(stand.bretagne.id);
    expect([asked(), stand.slack.calls('conversations.info').length]).toEqual([0, 0]);
  });

  /** Slack tells the other workspace; of a message's author only where `said` has it. */
  const tellOther = async (ts: string, said: { item_user?: string } = {}, id = 'Ev1') => {
    const item = { type: 'message', channel: card.channel, ts };
    const event = { type: 'reaction_added', user: malika.id, reaction: '+1', item, ...said, event_ts: '1.3' };
    const body = { type: 'event_callback', event_id: id, team_id: occitanie.id, event };
    await stand.slack.http.post(JSON.stringify(body), { contentType: 'application/json' });
  };
  const lookedUp = () => stand.slack.calls('reactions.get').length;

  test('reacts to the card of the workspace that sent it, whichever of them Slack tells', async () => {
    await tellOther(card.message, { item_user: stand.bretagne.bot.id });
    expect(await stand.arrival('mark')).toMatchObject({
      by: own(),
      on: { ...laboOf(), message: card.message },
    });
    expect(lookedUp()).toBe(0);
  });

  test('does so too where Slack does not say whose card it is: it is asked, once', async () => {
    await tellOther(card.message);
    await tellOther(card.message, {}, 'Ev2');
    const on = { ...laboOf(), message: card.message };
    expect([await stand.arrival('mark'), await stand.arrival('mark', 2)]).toMatchObject([
      { by: own(), on },
      { by: own(), on },
    ]);
    expect(lookedUp()).toBe(1);
  });

  test.each(['a program', 'nobody: it is gone'])(
    'reacts to what is of %s where Slack tells it',
    async (whose) => {
      const { ts } = whose === 'a program' ? stand.labo.webhook('Bonjour') : { ts: '1.2' };
      await tellOther(ts);
      const on = { platform: 'slack', realm: occitanie.id, channel: card.channel, message: ts };
      expect((await stand.arrival('mark')).on).toMatchObject(on);
    },
  );

  test('is looked up later under the card of either, where Slack cannot say now whose it is', async () => {
    stand.slack.faults.next('reactions.get', { kind: 'rate limited', retryAfterS: 30 });
    await tellOther(card.message);
    const gaps = () => stand.context.notices.filter(({ kind }) => kind === 'gap');
    await stand.until(() => gaps().length === 2);
    expect(gaps()).toMatchObject(
      [stand.bretagne.id, occitanie.id].map((realm) => ({ realm, posted: { realm, message: card.message } })),
    );
    expect(stand.box.arrivals).toEqual([]);
  });
});

test('workspaces of one enterprise are one realm: commands, presses, reactions and home give one identity', async () => {
  const enterprise = { id: 'E0ETAT', name: 'État' };
  const [nord, sud] = [
    stand.slack.workspace('Nord', { enterprise }),
    stand.slack.workspace('Sud', { enterprise }),
  ];
  const lea = nord.person('lea');
  const salon = sud.channel('salon', { members: [lea] });
  salon.shareWith(nord);
  await stand.start([nord, sud, stand.bretagne]);
  const where = { platform: 'slack', realm: enterprise.id, team: sud.id, channel: salon.id };
  const card = await stand.adapter.send(where, note('Carte', buttons(FOR)), 'k');
  lea.react({ channelId: card.channel, ts: card.message }, '+1');
  await stand.arrival('mark');
  await lea.press(lea.sees(salon)[0]!, FOR.label);
  await stand.arrival('press');
  await lea.command('/idee', 'top', salon);
  await stand.arrival('command');
  lea.openHome('home');
  await stand.arrival('home');
  const seen = stand.box.arrivals.map(({ by }) => by);
  expect(seen).toEqual(Array(4).fill({ platform: 'slack', realm: enterprise.id, user: lea.id }));
});

async function allOf<T>(of: AsyncIterable<T>): Promise<T[]> {
  const all: T[] = [];
  for await (const one of of) all.push(one);
  return all;
}

describe('somebody who becomes a guest', () => {
  const told = async (workspace: SlackWorkspace, { id: user }: Person) => {
    const notice = await stand.until(() => stand.context.notices.find(({ kind }) => kind === 'person'));
    expect(notice).toMatchObject({ person: { platform: 'slack', realm: workspace.id, user } });
  };

  test('is told, so that nobody goes by what was known of them', async () => {
    await stand.start();
    stand.bretagne.change(stand.yann, { kind: 'guest' });
    await told(stand.bretagne, stand.yann);
  });

  test('is told as of their own workspace, whichever of ours hears of it', async () => {
    const occitanie = stand.slack.workspace('Occitanie');
    const malika = occitanie.person('malika');
    await stand.start([stand.bretagne, occitanie]);
    stand.bretagne.change(malika, { active: false });
    await told(occitanie, malika);
  });
});

test('somebody whose profile says English is spoken to in English', async () => {
  const jo = stand.bretagne.person('jo', { locale: 'en-GB' });
  stand.labo.add(jo);
  await stand.start();
  await stand.adapter.profile?.({ platform: 'slack', realm: stand.bretagne.id, user: jo.id });
  jo.typeInDm('idée');
  await stand.until(() => texts(jo.sees('direct')).some((text) => text === 'Type /idee and your idea.'));
  await jo.command('/idee', 'top', stand.labo);
  expect((await stand.arrival('command')).locale).toBe('en-GB');
});
