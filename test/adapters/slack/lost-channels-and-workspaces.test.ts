import { describe, expect, test } from '@jest/globals';
import { note } from '../../contract/samples.ts';
import { laboOf, onStand, stand } from './on-stand.ts';

onStand();

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

  test('by a late event, whose token works by now, is not: the new one goes on', async () => {
    stand.slack.events.hold();
    stand.bretagne.uninstall();
    stand.bretagne.reinstall();
    await stand.start();
    const before = stand.slack.calls('auth.test').length;
    await stand.slack.events.release();
    await stand.until(() => stand.slack.calls('auth.test').length > before);
    await stand.slack.settle();
    expect(stand.context.notices.map(({ kind }) => kind)).toEqual(['up']);
    await stand.adapter.send(laboOf(), note('x'), 'k');
    expect(stand.labo.messages).toHaveLength(1);
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
