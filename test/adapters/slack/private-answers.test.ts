import { describe, expect, test } from '@jest/globals';
import { TEST_WORDS } from '../../contract/context.ts';
import { buttons, FOR, ideaForm, note, privately, state } from '../../contract/samples.ts';
import { turns } from '../../contract/wait.ts';
import { laboOf, onStand, stand } from './on-stand.ts';
import { texts } from './slack-stand.ts';

onStand();

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

describe('a private button', () => {
  const pressed = async () => {
    await stand.until(() => stand.box.of('press').length > 0);
    return stand.box.of('press')[0];
  };

  test('pressed where it was given shows that its person is there', async () => {
    await stand.start();
    stand.box.answer(privately('Deux idées.', buttons(FOR)));
    await stand.anais.command('/idee', 'top', stand.labo);
    await stand.anais.press(stand.anais.sees(stand.labo)[0]!, FOR.label);
    expect(await pressed()).toMatchObject({ where: { channel: stand.labo.id } });
    expect(await pressed()).not.toHaveProperty('elsewhere');
  });

  test('pressed in a view only remembers the channel', async () => {
    await stand.start();
    stand.box.answer(privately('Deux idées.', buttons(FOR)));
    stand.box.hold();
    const typed = stand.anais.command('/idee', 'idée', stand.labo);
    await stand.arrival('command');
    await turns();
    await stand.context.clock.advance(2_000);
    await typed;
    await stand.until(() => stand.anais.modal);
    stand.box.release();
    await stand.until(() => stand.anais.modal?.buttons.length);
    await stand.anais.press(stand.anais.modal!, FOR.label);
    expect(await pressed()).toMatchObject({ where: { channel: stand.labo.id }, elsewhere: true });
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
