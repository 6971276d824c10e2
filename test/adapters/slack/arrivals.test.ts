import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import type { Message } from '../../../src/chat/message.ts';
import type { Posted } from '../../../src/chat/place.ts';
import { TEST_WORDS } from '../../contract/context.ts';
import { buttons, FOR, ideaForm, note, privately, state } from '../../contract/samples.ts';
import { turns } from '../../contract/wait.ts';
import type { Person } from '../../fakes/slack/people/person.ts';
import type { SlackWorkspace } from '../../fakes/slack/people/slack-workspace.ts';
import { SlackStand } from './slack-stand.ts';

let stand: SlackStand;
beforeEach(async () => {
  stand = await SlackStand.make();
});
afterEach(() => stand.close());

/** A press of it is answered by a form. */
const OPEN = { action: 'open', value: '1', label: 'Ouvrir' };

const texts = (seen: readonly { text: string }[]) => seen.map(({ text }) => text);
const laboOf = () => ({
  platform: 'slack',
  realm: stand.bretagne.id,
  team: stand.bretagne.id,
  channel: stand.labo.id,
});

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

  test('reacts to the card of the workspace that sent it, whichever of them Slack tells', async () => {
    const event = {
      type: 'reaction_added',
      user: malika.id,
      reaction: '+1',
      item: { type: 'message', channel: card.channel, ts: card.message },
      item_user: stand.bretagne.bot.id,
      event_ts: '1.3',
    };
    const body = { type: 'event_callback', event_id: 'Ev1', team_id: occitanie.id, event };
    await stand.slack.http.post(JSON.stringify(body), { contentType: 'application/json' });
    expect(await stand.arrival('mark')).toMatchObject({
      by: own(),
      on: { ...laboOf(), message: card.message },
    });
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

describe('reactions', () => {
  test('are dated by Slack, whenever they arrive', async () => {
    await stand.start();
    const { ts } = stand.labo.webhook('Bonjour');
    await stand.context.clock.advance(5_000);
    const at = stand.context.clock.now();
    stand.anais.react({ channelId: stand.labo.id, ts }, 'thumbsup');
    expect(await stand.arrival('mark')).toMatchObject({ at, emoji: '👍', added: true });
  });

  test('of our own bot never arrive, not even those it put as another workspace of ours', async () => {
    const occitanie = stand.slack.workspace('Occitanie');
    await stand.start([stand.bretagne, occitanie]);
    const event = {
      type: 'reaction_added',
      reaction: '+1',
      item: { type: 'message', channel: stand.labo.id, ts: '1.2' },
      event_ts: '1.3',
    };
    for (const [index, user] of [stand.bretagne.bot.id, occitanie.bot.id, stand.anais.id].entries()) {
      const body = {
        type: 'event_callback',
        event_id: `Ev${index}`,
        team_id: stand.bretagne.id,
        event: { ...event, user },
      };
      await stand.slack.http.post(JSON.stringify(body), { contentType: 'application/json' });
    }
    await stand.arrival('mark');
    expect(stand.box.arrivals.map(({ by }) => by.user)).toEqual([stand.anais.id]);
  });

  test('that are refused are told once, to that person alone, in the channel', async () => {
    await stand.start();
    stand.box.answer(privately('Les votes sont clos.'));
    stand.anais.react({ channelId: stand.labo.id, ts: stand.labo.webhook('Bonjour').ts }, '+1');
    await stand.until(() => stand.anais.whisper);
    expect(stand.anais.whisper?.text).toBe('Les votes sont clos.');
    expect(texts(stand.yann.sees(stand.labo))).toEqual(['Bonjour']);
  });
});

describe('what somebody writes to the box alone', () => {
  test('is a command without its word, answered there', async () => {
    await stand.start();
    stand.box.answer(privately('Voici les plus soutenues.'));
    stand.anais.typeInDm('top <3 & plus');
    const { text, where, by } = await stand.arrival('command');
    expect(text.join('')).toBe('top <3 & plus');
    expect([where.direct, by.user]).toEqual([true, stand.anais.id]);
    await stand.until(() => texts(stand.anais.sees('direct')).includes('Voici les plus soutenues.'));
  });

  test('cannot open a form: they are told what to type, and the box does not hear of it', async () => {
    await stand.start();
    stand.anais.typeInDm('idée de cantine');
    await stand.until(() =>
      texts(stand.anais.sees('direct')).some((text) => text === TEST_WORDS.typeCommand),
    );
    expect(stand.box.arrivals).toEqual([]);
  });

  test('is not what the box itself wrote there', async () => {
    await stand.start();
    await stand.adapter.send(
      { platform: 'slack', realm: stand.bretagne.id, user: stand.anais.id },
      note('Idée retenue'),
      'k',
    );
    await stand.slack.settle();
    expect(stand.box.arrivals).toEqual([]);
  });
});

test('the messages tab of the app is no home page', async () => {
  await stand.start();
  stand.anais.openHome('messages');
  stand.anais.openHome('home');
  await stand.arrival('home');
  await stand.slack.settle();
  expect(stand.box.of('home')).toHaveLength(1);
});

test('a button of the home page is pressed in private, and answered in the direct conversation', async () => {
  await stand.start();
  stand.box.answer({ kind: 'home', message: note('Vos idées', buttons(FOR)) });
  stand.anais.openHome();
  await stand.until(() => stand.anais.home);
  stand.box.answer(privately('Compté.'));
  await stand.anais.press(stand.anais.home!, FOR.label);
  expect(await stand.arrival('press')).toMatchObject({ on: 'private', action: FOR.action, value: FOR.value });
  await stand.until(() => texts(stand.anais.sees('direct')).includes('Compté.'));
});

describe('a private answer by the address of its interaction', () => {
  const pressed = async () => {
    await stand.start();
    await stand.adapter.send(laboOf(), note('Carte', buttons(FOR)), 'k');
    stand.box.answer(privately('Compté.'));
    return stand.anais.press(stand.anais.sees(stand.labo)[0]!, FOR.label);
  };
  const seen = () =>
    [...stand.anais.sees(stand.labo), ...stand.anais.sees('direct')].filter(({ text }) => text === 'Compté.');

  test('is shown once where the address does not say whether it took it', async () => {
    stand.slack.faults.next('response_url', { kind: 'lost answer' });
    await pressed();
    await stand.until(() => seen().length > 0);
    await stand.slack.settle();
    await turns(50);
    await stand.slack.settle();
    expect(seen()).toHaveLength(1);
    expect(stand.slack.calls('chat.postEphemeral')).toEqual([]);
  });

  test.each([
    ['by its status', { kind: 'status', status: 404 }],
    ['in the body of a 200', { kind: 'error', error: 'expired_url' }],
  ] as const)('goes another way where the address refuses it %s', async (_, fault) => {
    stand.slack.faults.next('response_url', fault);
    await pressed();
    await stand.until(() => seen().length > 0);
    expect(seen()).toHaveLength(1);
    expect(stand.slack.calls('chat.postEphemeral')).toHaveLength(1);
  });
});

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

describe('what is lost', () => {
  test.each([
    ['an archived channel', () => stand.labo.archive(stand.anais)],
    ['a deleted channel', () => stand.labo.delete()],
    ['a channel our bot was sent out of', () => stand.labo.remove(stand.bretagne.bot)],
  ])('%s is told', async (_, act) => {
    await stand.start();
    act();
    await stand.until(() => stand.context.notices.some(({ kind }) => kind === 'lost'));
    expect(stand.context.notices).toContainEqual(
      expect.objectContaining({ kind: 'lost', what: expect.objectContaining({ channel: stand.labo.id }) }),
    );
  });

  test.each([
    ['a channel that is unarchived', () => stand.labo.unarchive(stand.anais)],
    ['a channel our bot is invited to', () => stand.labo.add(stand.bretagne.bot)],
  ])('%s is found', async (_, act) => {
    await stand.start();
    act();
    await stand.until(() => stand.context.notices.some(({ kind }) => kind === 'found'));
    expect(stand.context.notices).toContainEqual(
      expect.objectContaining({ kind: 'found', what: expect.objectContaining({ channel: stand.labo.id }) }),
    );
  });

  test('a channel that somebody else joins is not', async () => {
    await stand.start();
    stand.labo.add(stand.yann);
    await stand.anais.command('/idee', 'top', stand.labo);
    await stand.slack.settle();
    expect(stand.context.notices.map(({ kind }) => kind)).toEqual(['up']);
  });

  test('a channel that somebody else leaves is not', async () => {
    await stand.start();
    stand.labo.remove(stand.yann);
    await stand.anais.command('/idee', 'top', stand.labo);
    await stand.slack.settle();
    expect(stand.context.notices.map(({ kind }) => kind)).toEqual(['up']);
  });

  test('a workspace from which the app was removed is told, and is down', async () => {
    await stand.start();
    stand.bretagne.uninstall();
    await stand.until(() => stand.context.notices.some(({ kind }) => kind === 'down'));
    const what = { platform: 'slack', realm: stand.bretagne.id };
    expect(stand.context.notices).toContainEqual(expect.objectContaining({ kind: 'lost', what }));
  });

  test('once, and the others go on', async () => {
    const occitanie = stand.slack.workspace('Occitanie');
    await stand.start([stand.bretagne, occitanie]);
    stand.bretagne.uninstall();
    await stand.until(() => stand.context.notices.some(({ kind }) => kind === 'lost'));
    await expect(stand.adapter.send(laboOf(), note('x'), 'k')).rejects.toMatchObject({
      failure: { scope: 'realm' },
    });
    await stand.slack.settle();
    const malika = occitanie.person('malika');
    await malika.command('/idee', 'top', occitanie.channel('salon', { members: [malika] }));
    await stand.arrival('command');
    expect(stand.context.notices.map(({ kind }) => kind)).toEqual(['up', 'up', 'lost']);
  });
});

test('whom a message taken by its menu mentions is named in its text', async () => {
  await stand.start();
  await stand.anais.shortcut('propose', stand.yann.say(stand.labo, 'Voir avec @anais dans #labo-bretagne'));
  expect((await stand.arrival('shortcut')).text).toBe('Voir avec @anais dans #labo-bretagne');
});

test('the text of a message taken by its menu is unescaped, and its author named unless a bot', async () => {
  await stand.start();
  const said = stand.yann.say(stand.labo, 'Prêter <les> outils & machines');
  await stand.anais.shortcut('propose', said);
  const { text, author, message } = await stand.arrival('shortcut');
  expect(text).toBe('Prêter <les> outils & machines');
  expect([author?.user, message.message]).toEqual([stand.yann.id, said.ts]);
  await stand.anais.shortcut('propose', { channelId: stand.labo.id, ts: stand.labo.webhook('Un robot').ts });
  expect((await stand.arrival('shortcut', 2)).author).toBeNull();
});

test('an entry of a menu that is none of ours is no proposal: who chose it is told that it is not valid', async () => {
  await stand.start();
  await stand.anais.shortcut('idee-2019', stand.yann.say(stand.labo, 'Prêter les outils'));
  await stand.until(() => stand.anais.whisper);
  expect(stand.anais.whisper).toMatchObject({ text: TEST_WORDS.buttonUnknown, channelId: stand.labo.id });
  expect(stand.box.arrivals).toEqual([]);
});

test('errors of a form without fields are shown in it', async () => {
  await stand.start();
  stand.box.answer({ kind: 'form', form: { ...ideaForm(state(laboOf())), fields: [] } });
  await stand.anais.command('/idee', 'idée', stand.labo);
  await stand.until(() => stand.anais.modal?.submit);
  stand.box.answer({ kind: 'invalid', fields: { '': 'Les votes sont clos.' } });
  await stand.anais.submit({});
  expect(stand.anais.modal?.text).toContain('Les votes sont clos.');
  expect([stand.anais.modal?.trouble, stand.anais.modal?.submit]).toEqual([null, 'Déposer']);
});

test('a private button pressed in the direct conversation is answered there, though it was asked from a channel', async () => {
  await stand.start();
  const salon = stand.bretagne.channel('salon', { members: [stand.anais], bot: false, private: true });
  stand.box.answer({ kind: 'form', form: ideaForm(state({ ...laboOf(), channel: salon.id })) });
  await stand.anais.command('/idee', 'idée', salon);
  await stand.until(() => stand.anais.modal?.fields.length);
  await stand.context.clock.advance(31 * 60_000);
  stand.box.answer(privately('Merci.', buttons(FOR)));
  await stand.anais.submit({ title: 'Un annuaire' });
  await stand.until(() => stand.anais.sees('direct').length > 0);
  // The bot comes in, and could whisper there now.
  salon.add(stand.bretagne.bot);
  stand.slack.faults.next('response_url', { kind: 'status', status: 404 });
  stand.box.answer(privately('Compté.'));
  await stand.anais.press(stand.anais.sees('direct')[0]!, FOR.label);
  expect((await stand.arrival('press')).where.channel).toBe(salon.id);
  await stand.until(() => texts(stand.anais.sees('direct')).includes('Compté.'));
  expect(stand.slack.calls('chat.postEphemeral').filter(({ args }) => args.text === 'Compté.')).toEqual([]);
});

describe('a form opened by a private button in the direct conversation, and sent after its address is past', () => {
  /** Anaïs fills it in the conversation with the box; the box believes her in the channel. */
  async function sentLate(between: () => Promise<void> = async () => {}): Promise<void> {
    await stand.start();
    stand.box.answer(privately('On vous propose…', buttons(OPEN)));
    stand.anais.typeInDm('top');
    await stand.until(() => stand.anais.sees('direct').length > 1);
    stand.box.answer({ kind: 'form', form: ideaForm(state(laboOf())) });
    await stand.anais.press(stand.anais.sees('direct').at(-1)!, OPEN.label);
    await stand.until(() => stand.anais.modal?.fields.length);
    await stand.context.clock.advance(31 * 60_000);
    await between();
    stand.box.answer(privately('Merci.'));
    await stand.anais.submit({ title: 'Un annuaire' });
  }
  const publicly = () => [...stand.yann.sees(stand.labo), ...stand.yann.sees('direct')];

  test('is answered there, and nowhere else', async () => {
    await sentLate();
    await stand.until(() => texts(stand.anais.sees('direct')).includes('Merci.'));
    expect(stand.anais.sees(stand.labo)).toEqual([]);
    expect(publicly()).toEqual([]);
  });

  test('is answered to its person alone where the box has forgotten that since a restart', async () => {
    await sentLate(async () => {
      await stand.adapter.stop();
      await stand.start();
    });
    await stand.until(() => stand.anais.whisper?.text === 'Merci.');
    expect(publicly()).toEqual([]);
  });
});

describe('an answer', () => {
  test('in a channel the bot is not in comes by the address of the interaction', async () => {
    await stand.start();
    const salon = stand.bretagne.channel('salon', { members: [stand.anais], bot: false, private: true });
    stand.box.answer(privately('Voici.'));
    stand.box.hold();
    const typed = stand.anais.command('/idee', 'top', salon);
    await stand.arrival('command');
    await stand.context.clock.advance(2_000);
    await typed;
    stand.box.release();
    await stand.until(() => stand.anais.whisper?.text === 'Voici.');
    expect(stand.anais.whisper?.channelId).toBe(salon.id);
  });

  test('of a form typed there, too', async () => {
    await stand.start();
    const salon = stand.bretagne.channel('salon', { members: [stand.anais], bot: false, private: true });
    const where = { ...laboOf(), channel: salon.id };
    stand.box.answer({ kind: 'form', form: ideaForm(state(where)) });
    await stand.anais.command('/idee', 'idée', salon);
    await stand.until(() => stand.anais.modal?.fields.length);
    stand.box.answer(privately('Merci.'));
    await stand.anais.submit({ title: 'Un annuaire' });
    await stand.until(() => stand.anais.whisper?.text === 'Merci.');
    expect([stand.anais.whisper?.channelId, stand.anais.modal]).toEqual([salon.id, null]);
  });

  test('after the half hour of that address comes in the direct conversation', async () => {
    await stand.start();
    const salon = stand.bretagne.channel('salon', { members: [stand.anais], bot: false, private: true });
    stand.box.answer({ kind: 'form', form: ideaForm(state({ ...laboOf(), channel: salon.id })) });
    await stand.anais.command('/idee', 'idée', salon);
    await stand.until(() => stand.anais.modal?.fields.length);
    await stand.context.clock.advance(31 * 60_000);
    stand.box.answer(privately('Merci.'));
    await stand.anais.submit({ title: 'Un annuaire' });
    await stand.until(() => texts(stand.anais.sees('direct')).includes('Merci.'));
  });

  test('that Slack asks to send later is sent later', async () => {
    await stand.start();
    stand.slack.faults.next('chat.postEphemeral', { kind: 'rate limited', retryAfterS: 3 });
    stand.box.answer(privately('Les votes sont clos.'));
    stand.anais.react({ channelId: stand.labo.id, ts: stand.labo.webhook('Bonjour').ts }, '+1');
    await stand.arrival('mark');
    await stand.until(() => stand.context.clock.sleeping > 0);
    await stand.slack.settle();
    await turns();
    await stand.context.clock.advance(3_000);
    await stand.until(() => stand.anais.whisper);
  });
});

describe('a message that people discuss', () => {
  /** A posting of the box with an answer under it: Slack calls it the thread of itself from then on. */
  async function discussed() {
    await stand.start();
    const { message: ts } = await stand.adapter.send(laboOf(), note('Carte', buttons(FOR)), 'k');
    return { ts, reply: stand.yann.say(stand.labo, 'Bonne idée.', ts) };
  }
  const card = () => stand.anais.sees(stand.labo).find(({ text }) => text === 'Carte')!;

  test('is pressed in the channel, and the answer is seen there', async () => {
    await discussed();
    stand.box.answer(privately('Compté.'));
    await stand.anais.press(card(), FOR.label);
    expect((await stand.arrival('press')).where).toEqual(laboOf());
    await stand.until(() => texts(stand.anais.sees(stand.labo)).includes('Compté.'));
  });

  test('is not where an answer goes that came from elsewhere: its address and its thread are of one channel', async () => {
    const { ts } = await discussed();
    await stand.adapter.send(
      { platform: 'slack', realm: stand.bretagne.id, user: stand.anais.id },
      note('On vous propose…', buttons(OPEN)),
      'd',
    );
    const thread = { ...laboOf(), thread: ts };
    stand.box.answer({ kind: 'form', form: ideaForm(state(thread)) });
    await stand.anais.press(stand.anais.sees('direct')[0]!, OPEN.label);
    await stand.until(() => stand.anais.modal?.fields.length);
    stand.box.answer(privately('Merci.'));
    await stand.anais.submit({ title: 'Un annuaire' });
    await stand.until(() => texts(stand.anais.sees('direct')).includes('Merci.'));
  });

  test('is taken by its menu in the channel; one of its answers, in the thread', async () => {
    const { ts, reply } = await discussed();
    stand.box.answer(privately('Proposée.'));
    await stand.anais.shortcut('propose', card());
    expect((await stand.arrival('shortcut')).message).toEqual({ ...laboOf(), message: ts });
    await stand.until(() => texts(stand.anais.sees(stand.labo)).includes('Proposée.'));
    await stand.anais.shortcut('propose', reply);
    const inThread = { ...laboOf(), thread: ts, message: reply.ts };
    expect((await stand.arrival('shortcut', 2)).message).toEqual(inThread);
    await stand.until(() => texts(stand.anais.seesInThread(card())).includes('Proposée.'));
  });
});

describe('what is known later', () => {
  /** How each is to be shown. */
  let shown: (string | undefined)[] = [];
  beforeEach(() => {
    shown = [];
  });

  function noted<T>(how: string | undefined, told: T): T {
    shown.push(how);
    return told;
  }

  /** An answer, and the way to say what came of it. */
  function followed(first: string) {
    let tell: (message: Message | null) => void = () => {};
    const told = new Promise<Message | null>((resolve) => {
      tell = resolve;
    });
    stand.box.answer({
      kind: 'private',
      message: note(first),
      later: (how) => noted(how, told),
    });
    return (text: string) => tell(note(text));
  }

  test('stands under the answer to a command, which Slack cannot replace', async () => {
    await stand.start();
    const tell = followed('La carte part.');
    await stand.anais.command('/idee', 'top', stand.labo);
    expect(texts(stand.anais.sees(stand.labo))).toEqual(['La carte part.']);
    tell('Voici la carte.');
    await stand.until(() => texts(stand.anais.sees(stand.labo)).includes('Voici la carte.'));
    expect(texts(stand.anais.sees(stand.labo))).toEqual(['La carte part.', 'Voici la carte.']);
    expect(shown).toEqual(['after']);
  });

  test('stands under the answer to a form that a command opened', async () => {
    await stand.start();
    stand.box.answer({ kind: 'form', form: ideaForm(state(laboOf())) });
    await stand.anais.command('/idee', 'idée', stand.labo);
    await stand.until(() => stand.anais.modal?.fields.length);
    const tell = followed('La carte part.');
    await stand.anais.submit({ title: 'Prêter' });
    await stand.until(() => texts(stand.anais.sees(stand.labo)).includes('La carte part.'));
    tell('Voici la carte.');
    await stand.until(() => texts(stand.anais.sees(stand.labo)).includes('Voici la carte.'));
    expect(texts(stand.anais.sees(stand.labo))).toEqual(['La carte part.', 'Voici la carte.']);
  });

  test('to a form that was sent twice at once is said once', async () => {
    await stand.start();
    stand.box.answer({ kind: 'form', form: ideaForm(state(laboOf())) });
    await stand.anais.command('/idee', 'idée', stand.labo);
    await stand.until(() => stand.anais.modal?.fields.length);
    stand.box.answer(privately('Merci.'));
    const sent = [1, 2].map(() => stand.anais.submit({ title: 'Prêter' }));
    expect((await Promise.all(sent)).map(({ error }) => error)).toEqual([null, null]);
    await stand.until(() => texts(stand.anais.sees(stand.labo)).includes('Merci.'));
    await stand.slack.settle();
    expect(stand.box.of('submit')).toHaveLength(2);
    expect(texts(stand.anais.sees(stand.labo))).toEqual(['Merci.']);
  });

  test('never takes the place of the message that was pressed', async () => {
    await stand.start();
    await stand.adapter.send(laboOf(), note('Carte', buttons(FOR)), 'k');
    const tell = followed('Compté.');
    await stand.anais.press(stand.anais.sees(stand.labo)[0]!, FOR.label);
    await stand.until(() => texts(stand.anais.sees(stand.labo)).includes('Compté.'));
    tell('Autre chose.');
    await stand.until(() => texts(stand.anais.sees(stand.labo)).includes('Autre chose.'));
    expect(texts(stand.anais.sees(stand.labo))).toEqual(['Carte', 'Compté.', 'Autre chose.']);
  });

  test('that never comes holds no stop up', async () => {
    await stand.start();
    followed('La carte part.');
    await stand.anais.command('/idee', 'top', stand.labo);
    await stand.adapter.stop();
  });
});

describe('a form', () => {
  /** The box answers nothing before it is released. */
  async function held(act: () => Promise<unknown>, kind: 'command' | 'submit'): Promise<void> {
    stand.box.hold();
    const acted = act();
    await stand.arrival(kind);
    await turns();
    await stand.context.clock.advance(2_000);
    await acted;
  }

  test('that the box is slow to fill says so, and its person may close it meanwhile', async () => {
    await stand.start();
    stand.box.answer({ kind: 'form', form: ideaForm(state(laboOf())) });
    await held(() => stand.anais.command('/idee', 'idée', stand.labo), 'command');
    await stand.until(() => stand.anais.modal);
    expect(stand.anais.modal?.text).toBe(stand.context.words().loading);
    await stand.anais.closeModal();
    stand.box.release();
    await stand.until(() => stand.anais.whisper);
    expect(stand.anais.whisper?.text).toContain(TEST_WORDS.formNotOpened);
  });

  test.each([false, true])(
    'that Slack opened without saying so is filled, and nothing else is said (after a wait: %s)',
    async (waits) => {
      await stand.start();
      stand.box.answer({ kind: 'form', form: ideaForm(state(laboOf())) });
      stand.slack.faults.next('views.open', { kind: 'lost answer' });
      const act = () => stand.anais.command('/idee', 'idée', stand.labo);
      await (waits ? held(act, 'command') : act());
      stand.box.release();
      await stand.until(() => stand.anais.modal?.fields.length);
      stand.box.answer(privately('Merci.'));
      await stand.anais.submit({ title: 'Un annuaire' });
      await stand.until(() => stand.anais.whisper);
      expect(texts(stand.anais.sees(stand.labo))).toEqual(['Merci.']);
    },
  );

  test('that Slack does not open is behind a button, with what was typed, until it opens', async () => {
    await stand.start();
    const form = ideaForm(state(laboOf()));
    const fields = form.fields.map((field) =>
      field.id === 'title' ? { ...field, value: 'Un <banc>' } : field,
    );
    stand.box.answer({ kind: 'form', form: { ...form, fields } });
    stand.slack.faults.next('views.open', { kind: 'status', status: 503 });
    await stand.anais.command('/idee', 'idée Un <banc>', stand.labo);
    await stand.until(() => stand.anais.whisper);
    expect(stand.anais.whisper?.text).toContain(TEST_WORDS.formNotOpened);
    expect(stand.anais.whisper?.text).toContain('Un <banc>');
    await stand.anais.press(stand.anais.whisper!, TEST_WORDS.openForm);
    await stand.until(() => stand.anais.modal?.fields.length);
    expect(stand.anais.modal?.fields[0]?.value).toBe('Un <banc>');
    expect(stand.box.arrivals).toHaveLength(1);
    stand.box.answer(privately('Merci.'));
    await stand.anais.submit({});
    await stand.until(() => stand.anais.whisper?.text === 'Merci.');
  });

  test('that is not known any more since a restart is asked for again', async () => {
    await stand.close();
    stand = await SlackStand.make('socket');
    await stand.start();
    stand.box.answer({ kind: 'form', form: ideaForm(state(laboOf())) });
    stand.slack.faults.next('views.open', { kind: 'status', status: 503 });
    await stand.anais.command('/idee', 'idée', stand.labo);
    const shown = await stand.until(() => stand.anais.whisper);
    await stand.adapter.stop();
    await stand.start();
    await stand.anais.press(shown, TEST_WORDS.openForm);
    await stand.until(() => stand.anais.whisper?.text === TEST_WORDS.buttonUnknown);
  });

  test('is acknowledged at once while its view is being opened, however slow Slack is', async () => {
    await stand.start();
    stand.slack.faults.next('views.open', { kind: 'late answer', ms: 10_000 });
    stand.box.answer({ kind: 'form', form: ideaForm(state(laboOf())) });
    const { ms, error } = await stand.anais.command('/idee', 'idée', stand.labo);
    expect([ms, error]).toEqual([0, null]);
    await stand.until(() => stand.anais.modal?.fields.length);
    await stand.context.clock.advance(10_000);
  });

  test('opens beside any number of other calls that Slack does not answer', async () => {
    await stand.start();
    stand.slack.faults.always('users.info', { kind: 'hang', ms: 10_000 });
    const person = { platform: 'slack', realm: stand.bretagne.id };
    const asked = Array.from({ length: 150 }, (_, n) =>
      stand.adapter.profile?.({ ...person, user: `U${n}` }),
    );
    const settled = Promise.allSettled(asked);
    await stand.until(() => stand.slack.calls('users.info').length >= 100);
    stand.box.answer({ kind: 'form', form: ideaForm(state(laboOf())) });
    await stand.anais.command('/idee', 'idée', stand.labo);
    await stand.until(() => stand.anais.modal?.fields.length);
    stand.slack.faults.clear();
    await stand.context.clock.advance(10_000);
    await settled;
  });

  test('whose errors come late is there again, with everything typed and what is wrong above', async () => {
    await stand.start();
    stand.box.answer({ kind: 'form', form: ideaForm(state(laboOf())) });
    await stand.anais.command('/idee', 'idée', stand.labo);
    await stand.until(() => stand.anais.modal?.fields.length);
    stand.box.answer({ kind: 'invalid', fields: { title: 'Une phrase <suffit>.' } });
    const typed = {
      title: 'Prêter',
      body: 'Une clé & deux',
      lab: 'occitanie',
      sign: ['yes'],
      source: 'https://a.fr/',
    };
    await held(() => stand.anais.submit(typed), 'submit');
    await stand.until(() => stand.anais.modal?.fields.length === 0);
    expect(stand.anais.modal?.text).toBe(stand.context.words().stillRecording);
    stand.box.release();
    await stand.until(() => stand.anais.modal?.fields.length);
    expect(stand.anais.modal?.text).toContain('Une phrase <suffit>.');
    const values = stand.anais.modal?.fields.map(({ blockId, value }) => [blockId, value]);
    expect(Object.fromEntries(values ?? [])).toEqual({ ...typed, sign: 'yes' });

    stand.box.answer(privately('Merci.'));
    await stand.anais.submit({});
    const [first, second] = stand.box.of('submit');
    expect([second?.values, second?.form]).toEqual([first?.values, first?.form]);
    await stand.until(() => stand.anais.whisper?.text === 'Merci.');
  });

  test('whose person closed it before the late answer is answered all the same', async () => {
    await stand.start();
    stand.box.answer({ kind: 'form', form: ideaForm(state(laboOf())) });
    await stand.anais.command('/idee', 'idée', stand.labo);
    await stand.until(() => stand.anais.modal?.fields.length);
    stand.box.answer(privately('Votre idée porte le numéro #2256.'));
    await held(() => stand.anais.submit({ title: 'Prêter' }), 'submit');
    await stand.until(() => stand.anais.modal?.fields.length === 0);
    await stand.anais.closeModal();
    stand.box.release();
    await stand.until(() => stand.anais.whisper?.text.includes('#2256'));
  });

  test('whose errors name no field of it shows them all the same', async () => {
    await stand.start();
    stand.box.answer({ kind: 'form', form: ideaForm(state(laboOf())) });
    await stand.anais.command('/idee', 'idée', stand.labo);
    await stand.until(() => stand.anais.modal?.fields.length);
    stand.box.answer({ kind: 'invalid', fields: { nonce: 'Le labo est fermé.' } });
    await stand.anais.submit({ title: 'Prêter' });
    expect(stand.anais.modal?.trouble).toBeNull();
    expect(stand.anais.modal?.fields[0]?.error).toBe('Le labo est fermé.');
  });
});

test('a private button that was copied by another person is answered, and the box does not hear of it', async () => {
  await stand.start();
  stand.box.answer(privately('Deux idées.', buttons(FOR)));
  await stand.anais.command('/idee', 'top', stand.labo);
  const [shown] = stand.anais.sees(stand.labo);
  await stand.yann.press(shown!, FOR.label);
  await stand.until(() => stand.yann.whisper);
  expect(stand.yann.whisper?.text).toContain(TEST_WORDS.buttonUnknown);
  expect(stand.box.of('press')).toEqual([]);
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
