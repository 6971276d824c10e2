import { beforeEach, describe, expect, test } from '@jest/globals';
import type { Span } from '../../../src/chat/arrival.ts';
import { TEST_WORDS } from '../../contract/context.ts';
import { ideaForm, privately, state } from '../../contract/samples.ts';
import { onStand, stand } from './on-stand.ts';

onStand();

/** As it reads. */
const read = (spans: readonly Span[]) =>
  spans.map((span) => (typeof span === 'string' ? span : `@${span.name}`)).join('');
const personOf = ({ id }: { id: string }) => ({ platform: 'slack', realm: stand.bretagne.id, user: id });

describe('whom and what a text to the box mentions is named, never shown as an id', () => {
  const TEXT = 'completer #1 demander à @yann et #labo-bretagne';

  test('in a message to the box alone, where Slack sends ids', async () => {
    await stand.start();
    stand.anais.typeInDm(TEXT);
    const { text } = await stand.arrival('command');
    expect(read(text)).toBe(TEXT);
    expect(text[1]).toEqual({ person: personOf(stand.yann), name: 'yann' });
  });

  test.each([true, false])('in a command, whether Slack says the names or not (%s)', async (labels) => {
    await stand.start();
    stand.slack.app.labelsMentions = labels;
    await stand.anais.command('/idee', TEXT, stand.labo);
    const { text } = await stand.arrival('command');
    expect(read(text)).toBe(TEXT);
    expect(text[1]).toEqual({ person: personOf(stand.yann), name: 'yann' });
    expect(stand.slack.calls('users.info')).toHaveLength(labels ? 0 : 1);
  });

  test('a private channel by no name at all: more people read an idea than are in it', async () => {
    await stand.start();
    stand.bretagne.channel('direction', { private: true, members: [stand.anais] });
    await stand.anais.command('/idee', 'Demander dans #direction', stand.labo);
    expect(read((await stand.arrival('command')).text)).toBe('Demander dans #…');
    stand.anais.typeInDm('top #direction');
    expect(read((await stand.arrival('command', 2)).text)).toBe('top #…');
  });

  test('a person whose name Slack does not tell is that person all the same', async () => {
    await stand.start();
    stand.slack.app.labelsMentions = false;
    stand.slack.faults.next('users.info', { kind: 'status', status: 503 });
    await stand.anais.command('/idee', 'labo animateur bretagne @yann', stand.labo);
    const { text } = await stand.arrival('command');
    expect(text).toEqual(['labo animateur bretagne ', { person: personOf(stand.yann), name: '…' }]);
  });
});

describe('while Slack does not tell a name', () => {
  beforeEach(async () => {
    await stand.start();
    stand.slack.app.labelsMentions = false;
    stand.slack.faults.always('users.info', { kind: 'hang', ms: 60_000 });
  });
  const asked = () => stand.until(() => stand.slack.calls('users.info').length > 0, 'a name was asked for');

  test('a command is acknowledged and its form opens; the text comes with "…"', async () => {
    stand.box.answer({ kind: 'form', form: ideaForm(state(null)) });
    const typed = stand.anais.command('/idee', 'idée pour @yann', stand.labo);
    await asked();
    await stand.context.clock.advance(100);
    expect(await typed).toMatchObject({ error: null, ms: 75 });
    await stand.until(() => stand.anais.modal?.text === TEST_WORDS.loading);
    expect(stand.box.of('command')).toEqual([]);
    await stand.context.clock.advance(1_000);
    expect(read((await stand.arrival('command')).text)).toBe('idée pour @…');
    await stand.until(() => stand.anais.modal?.fields.length);
  });

  test('a command without a form is acknowledged too, and answered behind', async () => {
    stand.box.answer(privately('Ajouté.'));
    const typed = stand.anais.command('/idee', 'completer #1 voir @yann', stand.labo);
    await asked();
    await stand.context.clock.advance(100);
    expect(await typed).toMatchObject({ error: null, ms: 75, answered: null });
    await stand.context.clock.advance(1_000);
    await stand.until(() => stand.anais.whisper?.text === 'Ajouté.');
  });

  test('a message to the box is taken within a second all the same', async () => {
    stand.anais.typeInDm('completer #1 voir @yann');
    await asked();
    await stand.context.clock.advance(1_000);
    expect(read((await stand.arrival('command')).text)).toBe('completer #1 voir @…');
    const taken = () => stand.slack.deliveries.filter(({ receipt }) => receipt?.acked);
    expect(await stand.until(() => taken()[0]?.receipt)).toMatchObject({ ms: 1_000 });
  });

  test('a text with all its names waits for nobody', async () => {
    stand.slack.app.labelsMentions = true;
    await stand.anais.command('/idee', 'completer #1 voir @yann', stand.labo);
    await stand.arrival('command');
    expect(stand.slack.calls('users.info')).toEqual([]);
  });
});
