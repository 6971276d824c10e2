import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { ideaForm, privately, state } from '../../contract/samples.ts';
import { until } from '../../contract/wait.ts';
import { WholeAdapter } from './whole-adapter.ts';

let whole: WholeAdapter;
beforeEach(async () => {
  whole = await WholeAdapter.start();
});
afterEach(() => whole.close());

test.each([200, 502])(
  'thanks that a page with status %s stands in the way of are written to the person, once',
  async (status) => {
    const anais = whole.anais;
    const labo = whole.team.channel('labo', { members: [anais] });
    const where = { platform: 'mattermost', realm: 'chat.example.fr', channel: labo.id };
    whole.answers({ kind: 'form', form: ideaForm(state(where)) });
    await anais.command('/idee', 'idée Un banc', labo);
    whole.mattermost.faults.always('response_url', { kind: 'status', status });
    whole.answers(privately('Merci.'));
    await anais.submit({ title: 'Un banc' });
    await until(() => whole.alone(anais).includes('Merci.'), 'anais is thanked', 2_000);
    await whole.mattermost.settle();
    expect(whole.alone(anais)).toEqual(['Merci.']);
  },
);
