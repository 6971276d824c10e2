import { beforeEach, describe, expect, test } from '@jest/globals';
import { DeliveryError } from '../../../src/chat/adapter.ts';
import { findLostChannels } from '../../../src/chat/finding-channels.ts';
import { lose as loseInBox } from '../../../src/chat/losing-channels.ts';
import { LostAndFound } from '../../../src/chat/lost-and-found.ts';
import { loseChannel } from '../../../src/labs/lose-channel.ts';
import { loseWorkspace, type WorkspaceRef } from '../../../src/labs/lose-workspace.ts';
import { REALM } from './chat-platform.ts';
import type { Desk } from './desk.ts';
import { chat, onStage, stage } from './on-stage.ts';
import { messageText } from './said.ts';

let other: Desk;
onStage();
beforeEach(async () => {
  other = stage.platform('other');
  await other.type('camille', 'salon', 'labo lier bretagne');
});

const WHOLE: WorkspaceRef = { platform: 'chat', realm: REALM };
const lose = (what = WHOLE) => stage.db.unitOfWork.run((tx) => loseWorkspace(tx, what, stage.clock.now()));

async function lost(): Promise<string[]> {
  const rows = await stage.db.tables.selectFrom('lab_channels').selectAll().orderBy('id').execute();
  return rows.filter(({ lost_at }) => lost_at !== null).map(({ channel }) => channel);
}

/** Says that an account elsewhere is the same member's. */
async function link(user: string): Promise<void> {
  const { tables, unitOfWork } = stage.db;
  const [here, there] = await unitOfWork.run(async (tx) => [
    await tx.members.identify(chat.person(user), 0),
    await tx.members.identify(other.person(user), 0),
  ]);
  await tables.updateTable('identities').set({ member: here!.member }).where('id', '=', there!.id).execute();
}

describe('a workspace that is lost', () => {
  test('takes its channels along and no others', async () => {
    expect(await lose()).toBe(3);
    expect(await lost()).toEqual(['bretagne', 'numerique', 'rh-prive']);
    const number = await other.file('anais', 'salon', 'Une cantine bio');
    await stage.deliver();
    expect(other.card(number, 'salon')).toBeDefined();
    expect(chat.shownIn('bretagne')).toEqual([]);
  });

  test('is told once to who facilitates from elsewhere, all channels together', async () => {
    for (const lab of ['bretagne', 'numerique']) {
      await other.type('camille', 'salon', `labo animateur ${lab} @malika`);
    }
    await lose();
    await stage.clock.advance(60_000);
    expect(await lose()).toBe(0);
    await stage.deliver();
    expect(other.toldTo('malika').map(messageText)).toEqual([
      expect.stringContaining("retirée d'un espace de travail"),
    ]);
    for (const channel of ['~bretagne', '~numerique']) {
      expect(messageText(other.toldTo('malika')[0]!)).toContain(channel);
    }
    expect(messageText(other.toldTo('malika')[0]!)).not.toContain('rh-prive');
    expect([...chat.toldTo('malika'), ...chat.toldTo('yann')]).toEqual([]);
  });

  test('is told by a linked account, where who facilitates can be reached no more by their own', async () => {
    await link('yann');
    await lose();
    await stage.deliver();
    expect(other.toldTo('yann')).toHaveLength(1);
    expect(chat.toldTo('yann')).toEqual([]);
  });

  test('one team of a realm leaves the channels of the others', async () => {
    await stage.db.tables
      .updateTable('lab_channels')
      .set({ team: 'b' })
      .where('channel', '=', 'numerique')
      .execute();
    await stage.db.tables
      .updateTable('lab_channels')
      .set({ team: 'a' })
      .where('channel', '=', 'bretagne')
      .execute();
    expect(await lose({ ...WHOLE, team: 'b' })).toBe(2);
    // A channel that names no team may be of any.
    expect(await lost()).toEqual(['numerique', 'rh-prive']);
  });
});

describe('the log on a channel that is lost', () => {
  const bretagne = { platform: 'chat', realm: REALM, channel: 'bretagne' };
  const told = () => stage.log.filter(({ level }) => level === 'warn');

  beforeEach(() => {
    chat.platform.closed.add('bretagne');
  });

  test('says so once, by ids alone', async () => {
    await loseInBox(stage.box, bretagne);
    await loseInBox(stage.box, bretagne);
    expect(told()).toMatchObject([
      {
        message: expect.stringContaining('who facilitates the lab is told'),
        fields: { channel: 1, lab: 1, told: 1, platform: 'chat', realm: REALM },
      },
    ]);
    expect(JSON.stringify(told())).not.toContain('bretagne');
  });

  test('says that nobody is told where nobody facilitates', async () => {
    await chat.type('camille', 'bretagne', 'labo retirer-animateur bretagne @yann');
    await loseInBox(stage.box, bretagne);
    expect(told().map(({ message }) => message)).toEqual([expect.stringContaining('nobody is told')]);
  });

  test('says nothing of a channel that is no lab’s', async () => {
    await loseInBox(stage.box, { ...bretagne, channel: 'ailleurs' });
    expect(told()).toEqual([]);
  });
});

describe('a channel that works again', () => {
  const find = () => findLostChannels(stage.box, { platform: 'chat' });
  const channelOf = (channel: string) => ({ platform: 'chat', realm: REALM, channel });
  const loseOne = () =>
    stage.db.unitOfWork.run((tx) => loseChannel(tx, channelOf('bretagne'), stage.clock.now()));
  const told = () => chat.toldTo('yann').map(messageText);

  test('gets the cards of ideas filed meanwhile, once, and no older or withdrawn one', async () => {
    const before = await chat.file('anais', 'bretagne', 'Un banc');
    await stage.deliver();
    await stage.clock.advance(60_000);
    await loseOne();
    const meanwhile = await chat.file('anais', 'bretagne', 'Une cantine bio');
    const withdrawn = await chat.file('anais', 'bretagne', 'Une fontaine');
    await stage.db.tables
      .updateTable('ideas')
      .set({ listed: 0, status: 'withdrawn' })
      .where('number', '=', withdrawn)
      .execute();
    await stage.deliver();
    await stage.clock.advance(3_600_000);
    await find();
    await find();
    await stage.deliver();
    const cards = chat.shownIn('bretagne').map(({ message }) => messageText(message));
    expect(cards.filter((text) => text.includes(`#${meanwhile} `))).toHaveLength(1);
    expect(cards.filter((text) => text.includes(`#${before} `))).toHaveLength(1);
    expect(cards.filter((text) => text.includes(`#${withdrawn} `))).toEqual([]);
  });

  test('the same when it is bound again by hand', async () => {
    await loseOne();
    const number = await chat.file('anais', 'bretagne', 'Une cantine bio');
    await chat.type('camille', 'bretagne', 'labo lier bretagne');
    await stage.deliver();
    expect(chat.card(number, 'bretagne')).toBeDefined();
  });

  test('says what was given up there, but no digest of long ago and nothing more in a thread that is gone', async () => {
    const say = (key: string, thread?: string) => ({
      to: { ...channelOf('bretagne'), ...(thread && { thread }) },
      ...{ lang: 'fr' as const, key },
    });
    const number = await chat.file('anais', 'bretagne', 'Un banc');
    await stage.db.unitOfWork.run(async (tx) => {
      await tx.outbox.say({ ...say('old'), what: { kind: 'digest', digest: 1 } });
      await tx.outbox.say({ ...say('thread', 'm1'), what: { kind: 'card', idea: number } });
    });
    const twice = { state: 'parked', failure: 'gone', attempts: 2 } as const;
    await stage.db.tables.updateTable('outbox').set(twice).execute();
    await loseOne();
    await stage.clock.advance(8 * 24 * 3_600_000);
    await find();
    await stage.deliver();
    expect(chat.card(number, 'bretagne')).toBeDefined();
    const here = (await stage.outbox()).filter(({ to }) => to.channel === 'bretagne');
    const parked = here.filter(({ state }) => state === 'parked');
    expect(parked.map(({ what }) => what.kind)).toEqual(['digest', 'card']);
  });

  test('is told to who was told of the loss, with the way out, and to nobody else', async () => {
    await loseOne();
    await stage.deliver();
    expect(told()).toEqual([expect.stringMatching(/Je ne peux plus écrire.*\/idee labo lier bretagne/s)]);
    await find();
    await stage.deliver();
    expect(told()).toEqual([
      expect.anything(),
      expect.stringContaining('Je peux de nouveau écrire dans ~bretagne'),
    ]);
    expect(chat.toldTo('malika')).toEqual([]);
  });

  test('before anybody was told of the loss is no news', async () => {
    await loseOne();
    await find();
    await stage.deliver();
    expect(told()).toEqual([]);
  });

  test('is told in one message with the others of a workspace', async () => {
    for (const lab of ['bretagne', 'numerique']) {
      await other.type('camille', 'salon', `labo animateur ${lab} @malika`);
    }
    await lose();
    await stage.deliver();
    await find();
    await stage.deliver();
    const [, again] = other.toldTo('malika').map(messageText);
    expect(again).toContain('~bretagne');
    expect(again).toContain('~numerique');
    expect(other.toldTo('malika')).toHaveLength(2);
  });

  test('has its cards painted afresh that changed meanwhile', async () => {
    const number = await chat.file('anais', 'bretagne', 'Un banc');
    await stage.deliver();
    await stage.clock.advance(60_000);
    await loseOne();
    await chat.type('yann', 'bretagne', `pour #${number}`);
    await stage.deliver();
    const shown = chat.shownIn('bretagne').at(-1);
    // As it stood before: no repaint reached the channel.
    if (shown) shown.message = { lang: 'fr', summary: 'avant', blocks: [] };
    await find();
    await stage.deliver();
    expect(messageText(chat.card(number, 'bretagne')!.message)).toContain('2 pour');
  });
});

describe('losses and finds that come together', () => {
  const bretagne = { platform: 'chat', realm: REALM, channel: 'bretagne' };
  const tookUp: number[] = [];
  let both: LostAndFound;
  beforeEach(() => {
    tookUp.length = 0;
    both = new LostAndFound(stage.box, ({ id }) => tookUp.push(id));
  });

  test('in the order in which they happened leave the channel working, and tell nobody', async () => {
    await Promise.all([both.lost(bretagne), both.found(bretagne)]);
    expect(await lost()).toEqual([]);
    await stage.deliver();
    expect(chat.toldTo('yann')).toEqual([]);
  });

  test('a loss that is told late is not believed of a channel that works, and what was given up there is said', async () => {
    const number = await chat.file('anais', 'bretagne', 'Un banc');
    await stage.db.tables.updateTable('outbox').set({ state: 'parked', failure: 'gone' }).execute();
    await both.lost(bretagne);
    await stage.deliver();
    expect(await lost()).toEqual([]);
    expect(chat.card(number, 'bretagne')).toBeDefined();
    expect(chat.toldTo('yann')).toEqual([]);
  });

  test('a channel that cannot be asked about is lost', async () => {
    Object.assign(chat.platform.adapter, { describe: () => Promise.reject(new Error('away')) });
    await both.lost(bretagne);
    expect(await lost()).toEqual(['bretagne']);
  });

  test('a return does not overtake the loss before it, nor a look the loss after it', async () => {
    let answer = () => {};
    chat.platform.describeWaits = new Promise((resolve) => {
      answer = resolve;
    });
    chat.platform.closed.add('bretagne');
    const loss = both.lost(bretagne);
    await stage.clock.advance(0);
    chat.platform.closed.delete('bretagne');
    const found = both.found(bretagne);
    answer();
    await Promise.all([loss, found]);
    expect([await lost(), tookUp]).toEqual([[], [1]]);

    chat.platform.closed.add('bretagne');
    await both.lost(bretagne);
    chat.platform.closed.delete('bretagne');
    chat.platform.describeWaits = new Promise((resolve) => {
      answer = resolve;
    });
    const look = both.found({ platform: 'chat' });
    for (let turn = 0; turn < 50; turn += 1) await stage.clock.advance(0);
    chat.platform.closed.add('bretagne');
    const again = both.lost(bretagne);
    answer();
    await Promise.all([look, again]);
    expect(await lost()).toEqual(['bretagne']);
  });
});

test('a channel where nothing may be said is told to who facilitates, with what to do, and keeps its card', async () => {
  const { adapter } = chat.platform;
  const { send } = adapter;
  const forbid = async (...[to, ...rest]: Parameters<typeof send>) => {
    if ('channel' in to && to.channel === 'bretagne') throw new DeliveryError({ forbidden: true });
    return send(to, ...rest);
  };
  Object.assign(adapter, { send: forbid });
  const number = await chat.file('anais', 'bretagne', 'Un banc');
  await stage.deliver();
  await stage.clock.advance(3_600_000);
  await stage.deliver();
  expect(chat.toldTo('yann').map(messageText)).toEqual([
    expect.stringMatching(/~bretagne.*pas le droit d'y écrire.*Demandez/),
  ]);
  Object.assign(adapter, { send });
  await stage.clock.advance(3_600_000);
  await stage.deliver();
  expect(chat.card(number, 'bretagne')).toBeDefined();
});

describe('at the next start', () => {
  test('channels that can be written in again are taken up, and are told of nothing', async () => {
    await lose();
    await findLostChannels(stage.box, { platform: 'chat' });
    expect(await lost()).toEqual([]);
    const number = await chat.file('anais', 'bretagne', 'Une cantine bio');
    await stage.deliver();
    expect(chat.card(number, 'bretagne')).toBeDefined();
  });

  test('one that cannot, or that nobody can look at, stays lost', async () => {
    await stage.db.tables
      .updateTable('lab_channels')
      .set({ channel: 'muet' })
      .where('channel', '=', 'bretagne')
      .execute();
    await stage.db.tables
      .updateTable('lab_channels')
      .set({ platform: 'gone' })
      .where('channel', '=', 'numerique')
      .execute();
    await lose();
    await lose({ platform: 'gone', realm: REALM });
    await findLostChannels(stage.box, { platform: 'chat' });
    expect(await lost()).toEqual(['muet', 'numerique']);
  });
});
