import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import type { FormView } from '../../../adapters/local/wire.ts';
import { FORM_LIFE_MS } from '../../../src/chat/form.ts';
import { choiceForm, ideaForm, privately, state } from '../../contract/samples.ts';
import { GENERAL, openStand, person, requestId, type Stand } from './stand.ts';

let stand: Stand;
beforeEach(async () => {
  stand = await openStand();
});
afterEach(() => stand.close());

const VALUES = {
  title: 'Prêter les outils',
  body: 'Le soir.\nÀ tous.',
  lab: 'bretagne',
  sign: 'yes',
  source: '',
};

async function open(as = 'camille'): Promise<FormView> {
  stand.box.answer({ kind: 'form', form: ideaForm(state(GENERAL)) });
  const outcome = await stand.does('/local/api/messages', { as, channel: 'general', text: '/idee' });
  if (outcome.kind !== 'form') throw new Error(`no form: ${JSON.stringify(outcome)}`);
  return outcome.form;
}

const submit = (token: string, as = 'camille') =>
  stand.post('/local/api/submit', { as, requestId: requestId(), token, values: VALUES });

describe('a submit', () => {
  test('arrives with the state as it was given and the values as they were typed', async () => {
    const { token } = await open();
    await submit(token);
    expect(stand.box.of('submit')).toMatchObject([
      { by: person('camille'), form: state(GENERAL), values: VALUES, locale: 'fr-FR' },
    ]);
  });

  test('may be answered by errors, another step, or a private message where the form was opened', async () => {
    const { token } = await open();
    stand.box.answer({ kind: 'invalid', fields: { title: 'Il manque un verbe.' } });
    expect((await submit(token)).json).toEqual({ kind: 'invalid', fields: { title: 'Il manque un verbe.' } });
    stand.box.answer({ kind: 'form', form: choiceForm(state(GENERAL)) });
    expect((await submit(token)).json).toMatchObject({ kind: 'form', form: { title: 'Idées proches' } });
    stand.box.answer(privately('Merci.'));
    expect((await submit(token)).json).toMatchObject({ kind: 'message', message: { channel: 'general' } });
  });

  test('an hour later still arrives, expired, with everything typed', async () => {
    const { token } = await open();
    await stand.context.clock.advance(FORM_LIFE_MS);
    await submit(token);
    await stand.context.clock.advance(1);
    await submit(token);
    expect(stand.box.of('submit')).toMatchObject([
      { form: { expired: false }, values: VALUES },
      { form: { ...state(GENERAL), expired: true }, values: VALUES },
    ]);
  });
});

describe('a state that is not what was given', () => {
  const refused = async (token: string, as = 'camille') => {
    const { status, json } = await submit(token, as);
    expect([status, json.error]).toEqual([403, expect.any(String)]);
    expect(stand.box.of('submit')).toEqual([]);
  };
  const altered = (token: string, change: (contents: Record<string, unknown>) => void) => {
    const [text = '', tag] = token.split('.');
    const contents = JSON.parse(Buffer.from(text, 'base64url').toString());
    change(contents);
    return `${Buffer.from(JSON.stringify(contents)).toString('base64url')}.${tag}`;
  };

  test("is refused: another person's", async () => {
    await refused((await open('camille')).token, 'yann');
  });

  test('is refused: made out to oneself', async () => {
    const { token } = await open('camille');
    await refused(
      altered(token, (contents) => {
        contents.user = 'yann';
      }),
      'yann',
    );
  });

  test('is refused: made younger', async () => {
    const { token } = await open();
    await refused(
      altered(token, (contents) => {
        contents.issued = Number(contents.issued) + 1;
      }),
    );
  });

  test('is refused: signed for another purpose', async () => {
    const [text = ''] = (await open()).token.split('.');
    const contents = Buffer.from(text, 'base64url').toString();
    await refused(`${text}.${stand.context.sign('another-form', contents)}`);
  });

  test.each(['', '.', 'x', 'e30.', 'e30.x', '..'])('is refused: %j', async (token) => {
    await refused(token);
  });
});
