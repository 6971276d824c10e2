import { describe, expect, test } from '@jest/globals';
import { TEST_WORDS } from '../../contract/context.ts';
import { buttons, FOR, ideaForm, note, privately, state } from '../../contract/samples.ts';
import { laboOf, OPEN, onStand, stand } from './on-stand.ts';
import { texts } from './slack-stand.ts';

onStand();

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
