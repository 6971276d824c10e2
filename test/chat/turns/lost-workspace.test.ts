import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { findLostChannels } from '../../../src/chat/finding-channels.ts';
import { loseWorkspace, type WorkspaceRef } from '../../../src/labs/lose-workspace.ts';
import { REALM } from './chat-platform.ts';
import type { Desk } from './desk.ts';
import { messageText } from './said.ts';
import { Stage } from './stage.ts';

let stage: Stage;
let chat: Stage['chat'];
let other: Desk;
beforeEach(async () => {
  stage = await Stage.open();
  chat = stage.chat;
  other = stage.platform('other');
  await stage.withLabs();
  await other.type('camille', 'salon', 'labo lier bretagne');
});
afterEach(() => stage.close());

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
