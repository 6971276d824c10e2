import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { buttons, FOR, ideaForm, privately, state } from '../../contract/samples.ts';
import { until } from '../../contract/wait.ts';
import { WholeAdapter } from './whole-adapter.ts';

let whole: WholeAdapter;
beforeEach(async () => {
  whole = await WholeAdapter.start();
});
afterEach(() => whole.close());

test('what fails after a request was answered is not told as a request without an answer', async () => {
  const { anais, mattermost } = whole;
  whole.answers(privately('Deux idées.', buttons(FOR)));
  anais.typeInDm('top');
  const shown = await mattermost.when(() =>
    anais.sees('direct').find(({ text }) => text.includes('Deux idées.')),
  );
  const where = { platform: 'mattermost', realm: 'chat.example.fr', channel: 'c', direct: true };
  whole.answers({ kind: 'form', form: ideaForm(state(where)) });
  mattermost.faults.always('*', { kind: 'status', status: 503 });
  const pressed = anais.press(shown, FOR.label);
  const errors = () => whole.lines.filter((line) => line.includes('"level":50'));
  const told = async () => {
    await whole.context.clock.advance(5_000);
    return errors()[0];
  };
  await until(told, 'the log says it', 4_000);
  expect(await pressed).toBeNull();
  expect(errors()).toEqual([expect.stringMatching(/http_503.*a request was answered, what was to follow/)]);
});
