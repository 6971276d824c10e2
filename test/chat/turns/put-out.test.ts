import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { DeliveryError } from '../../../src/chat/adapter.ts';
import type { Answer } from '../../../src/chat/arrival.ts';
import { placeText } from '../../../src/chat/proposing/place-text.ts';
import { type Desk, faultsOf, formOf } from './desk.ts';
import { textOf } from './said.ts';
import { Stage } from './stage.ts';

let stage: Stage;
let chat: Desk;
/** An idea of the closed lab, whose channel is rh-prive, and one that everybody reads. */
let closed: number;
let open: number;

beforeEach(async () => {
  stage = await Stage.open();
  chat = stage.chat;
  await stage.withLabs();
  closed = await chat.file('anais', 'rh-prive', 'Une affaire interne');
  open = await chat.file('anais', 'bretagne', 'Un abri à vélos');
  // Bilal was there, and so were a guest and who facilitates.
  for (const user of ['bilal', 'lea', 'malika']) await chat.type(user, 'rh-prive', 'top');
});
afterEach(() => stage.close());

const putOut = (channel = 'rh-prive') => chat.platform.members.set(channel, []);
/** By a button that was given in that channel, pressed in the direct conversation. */
const votes = (user: string, number: number, channel = 'rh-prive') =>
  chat.press(user, channel, { action: 'vote', value: `for#${number}` }, { elsewhere: true });
const tally = async (number: number) => (await stage.idea(number)).votes_for;

/** Lets the time of every try pass. */
async function waited(answer: Promise<Answer>): Promise<Answer> {
  let answered = false;
  void answer.then(() => {
    answered = true;
  });
  for (let tries = 0; !answered && tries < 20; tries += 1) await stage.clock.advance(1_000);
  return answer;
}

describe('a button that was given in the channel of a closed lab, and pressed elsewhere', () => {
  test('counts for who is still there', async () => {
    expect(textOf(await votes('bilal', closed))).toContain("C'est compté");
    expect(await tally(closed)).toBe(2);
  });

  test('answers who was put out of it as for an unknown number', async () => {
    putOut();
    const unknown = textOf(await votes('bilal', 999)).replace('999', 'n');
    expect(textOf(await votes('bilal', closed)).replace(String(closed), 'n')).toBe(unknown);
    expect(await tally(closed)).toBe(1);
  });

  test('still serves who facilitates the lab, whatever the platform says', async () => {
    putOut();
    chat.platform.mayReadFailure = new DeliveryError({ retryAfterMs: 1_000, scope: 'realm' });
    expect(textOf(await votes('malika', closed))).toContain("C'est compté");
  });

  test('does nothing while the platform does not say, and serves again once it does', async () => {
    chat.platform.mayReadFailure = new DeliveryError({ retryAfterMs: 1_000, scope: 'realm' });
    expect(textOf(await waited(votes('bilal', closed)))).toContain('a échoué de notre côté');
    expect(await tally(closed)).toBe(1);
    chat.platform.mayReadFailure = null;
    expect(textOf(await votes('bilal', closed))).toContain("C'est compté");
  });

  test('waits for a platform that says later', async () => {
    chat.platform.mayReadFailure = new DeliveryError({ retryAfterMs: 1_000, scope: 'realm' });
    const answer = votes('bilal', closed);
    await stage.clock.advance(500);
    chat.platform.mayReadFailure = null;
    expect(textOf(await waited(answer))).toContain("C'est compté");
  });

  test('is taken as done in the direct conversation where the platform refuses to say', async () => {
    chat.platform.mayReadFailure = new DeliveryError({ permanent: 'gone' });
    expect(textOf(await votes('bilal', closed))).toContain('Je ne trouve pas');
  });

  test('is taken so on a platform that cannot be asked', async () => {
    const mute = stage.platform('other', { lacks: ['mayRead'] });
    await mute.type('camille', 'cercle', 'labo lier rh');
    const vote = { action: 'vote', value: `for#${closed}` };
    expect(textOf(await mute.press('bilal', 'cercle', vote, { elsewhere: true }))).toContain(
      'Je ne trouve pas',
    );
    expect(textOf(await mute.press('bilal', 'cercle', vote))).toContain("C'est compté");
  });
});

test('in an open lab nobody is asked about, but a guest', async () => {
  chat.platform.mayReadFailure = new DeliveryError({ permanent: 'gone' });
  expect(textOf(await votes('bilal', open, 'bretagne'))).toContain("C'est compté");
  expect(textOf(await votes('lea', open, 'bretagne'))).toContain('Je ne trouve pas');
  chat.platform.mayReadFailure = null;
  expect(textOf(await votes('lea', open, 'bretagne'))).toContain("C'est compté");
});

describe('a form that was opened in the channel of a closed lab', () => {
  const filled = async () => formOf(await chat.type('bilal', 'rh-prive', 'Une autre affaire'));

  test('files there for who is still there', async () => {
    const form = await filled();
    expect(textOf(await chat.submit('bilal', form))).toContain('Merci');
  });

  test('files nothing there for who was put out of it, and keeps what they typed', async () => {
    const form = await filled();
    putOut();
    const faults = faultsOf(await chat.submit('bilal', form));
    expect(Object.keys(faults)).toEqual(['lab']);
    expect(await stage.count('ideas')).toBe(2);
  });

  test('stays open with what was typed while the platform does not say', async () => {
    const form = await filled();
    chat.platform.mayReadFailure = new DeliveryError({ retryAfterMs: 1_000, scope: 'realm' });
    const faults = faultsOf(await waited(chat.submit('bilal', form)));
    expect(Object.values(faults).join()).toContain('a échoué de notre côté');
    chat.platform.mayReadFailure = null;
    expect(textOf(await chat.submit('bilal', form))).toContain('Merci');
  });
});

test('the form that an author is offered is that of any place, once they were put out of the channel', async () => {
  const message = chat.platform.say('bilal', 'rh-prive', 'Un abri à vélos');
  const yes = { action: 'propose-yes', value: placeText(message) };
  const labs = async () => JSON.stringify(formOf(await chat.press('bilal', 'dm-bilal', yes)).fields);
  expect(await labs()).toContain('Labo RH');
  putOut();
  expect(await labs()).not.toContain('Labo RH');
});
