import { expect, test } from '@jest/globals';
import { formToken, openToken } from '../../../adapters/mattermost/form-token.ts';
import { FORM_LIFE_MS } from '../../../src/chat/form.ts';
import { ideaForm, state } from '../../contract/samples.ts';

const HERE = { platform: 'mattermost', realm: 'chat', channel: 'c1', team: 't1' };
const anais = { platform: 'mattermost', realm: 'chat', user: 'anais' };
const yann = { ...anais, user: 'yann' };
const signer = {
  sign: (purpose: string, text: string) => Buffer.from(`${purpose}/${text.length}`).toString('base64url'),
  verify: (purpose: string, text: string, tag: string) => tag === signer.sign(purpose, text),
};
const form = ideaForm(state(HERE));

test('a token brings back the state and the names of the fields', () => {
  const opened = openToken(formToken(form, anais, 0, signer), anais, 1, signer);
  expect(opened?.state).toEqual(form.state);
  expect(opened?.fields).toEqual([
    { id: 'title', box: false },
    { id: 'body', box: false },
    { id: 'lab', box: false },
    { id: 'sign', box: true },
    { id: 'source', box: false },
  ]);
});

test('the state of an old token says so', () => {
  const token = formToken(form, anais, 0, signer);
  expect(openToken(token, anais, FORM_LIFE_MS, signer)?.state.expired).toBe(false);
  expect(openToken(token, anais, FORM_LIFE_MS + 1, signer)?.state.expired).toBe(true);
});

test('nothing is read in a token of another person, and in what is none', () => {
  const token = formToken(form, anais, 0, signer);
  expect(openToken(token, yann, 1, signer)).toBeNull();
  for (const none of ['', '|', 'title|', 'title|tag', '{}', token.replace('|', ''), `${token}x`]) {
    expect([none, openToken(none, anais, 1, signer)]).toEqual([none, null]);
  }
});
