import { beforeEach, describe, expect, test } from '@jest/globals';
import type { Message } from '../../../src/chat/message.ts';
import { buttons, FOR, ideaForm, note, privately, state } from '../../contract/samples.ts';
import { laboOf, onStand, stand } from './on-stand.ts';
import { texts } from './slack-stand.ts';

onStand();

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
