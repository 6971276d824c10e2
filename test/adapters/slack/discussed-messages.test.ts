import { describe, expect, test } from '@jest/globals';
import { buttons, FOR, ideaForm, note, privately, state } from '../../contract/samples.ts';
import { laboOf, OPEN, onStand, stand } from './on-stand.ts';
import { texts } from './slack-stand.ts';

onStand();

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
    expect(await stand.arrival('press')).toMatchObject({
      where: laboOf(),
      proven: { postedAt: expect.any(Number) },
    });
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
