import { expect, test } from '@jest/globals';
import { integrationsFor, readPress } from '../../../adapters/mattermost/buttons.ts';
import { sealButtons } from '../../../src/chat/kit/private-buttons.ts';
import type { Signer } from '../../../src/chat/kit/signer.ts';
import { PRIVATE_BUTTON_LIFE_MS } from '../../../src/chat/message.ts';
import type { Channel, Person } from '../../../src/chat/place.ts';
import { Secrets } from '../../../src/secrets.ts';
import { buttons, FOR, note } from '../../contract/samples.ts';

const secrets = new Secrets('a secret of this test, long enough');
const signer: Signer = {
  sign: (purpose, text) => secrets.sign(`adapter:${purpose}`, text),
  verify: (purpose, text, tag) => secrets.verify(`adapter:${purpose}`, text, tag),
};
const realm = 'chat.example';
const camille: Person = { platform: 'mattermost', realm, user: 'camille' };
const yann: Person = { ...camille, user: 'yann' };
const where: Channel = { platform: 'mattermost', realm, channel: 'labo', team: 'dinum' };
const NOW = 1_800_000_000_000;

const at = { realm, channel: 'labo', url: 'https://boite.example/mattermost/chat.example/action' };
const posted = integrationsFor(at, signer)(FOR);

function press(context: unknown, over: { channel?: string; person?: Person; now?: number } = {}) {
  return readPress(context, { channel: 'labo', person: camille, now: NOW, ...over }, signer);
}

/** The context of the button in a message that only Camille sees. */
function privateContext(): Record<string, unknown> {
  const [block] = sealButtons(note('x', buttons(FOR)), { person: camille, where }, NOW, signer).blocks.slice(
    1,
  );
  if (block?.kind !== 'buttons') throw new Error('no buttons');
  return integrationsFor(at, signer)(block.buttons[0]!).context;
}

test("a posting's button counts for whoever presses it, whenever that is", () => {
  expect(posted.url).toBe(at.url);
  const vote = { kind: 'posting', action: FOR.action, value: FOR.value };
  expect(press(posted.context)).toEqual(vote);
  expect(press(posted.context, { person: yann, now: NOW + 10 * PRIVATE_BUTTON_LIFE_MS })).toEqual(vote);
});

test('it counts in its own channel and site only, and only as it was written', () => {
  const { context } = posted;
  for (const forged of [
    press(context, { channel: 'autre' }),
    press(context, { person: { ...camille, realm: 'autre.example' } }),
    press({ ...context, value: '2256:against' }),
    press({ ...context, action: 'withdraw' }),
    press({ action: FOR.action, value: FOR.value }),
    press({ ...context, tag: 12 }),
    press({ ...context, tag: '' }),
    press(null),
    press(undefined),
    press('x'),
    press([]),
  ]) {
    expect(forged).toBe('forged');
  }
});

test('a private button counts for its person alone, says where it was asked from, and for a day', () => {
  const context = privateContext();
  // In whatever channel the answer was shown.
  expect(press(context, { channel: 'direct' })).toEqual({
    kind: 'private',
    action: FOR.action,
    value: FOR.value,
    where,
  });
  expect(press(context, { person: yann })).toBe('forged');
  expect(press(context, { now: NOW + PRIVATE_BUTTON_LIFE_MS + 1 })).toBe('expired');
  expect(press({ ...context, value: `${context.value} ` })).toBe('forged');
});

test("a posting's proof makes no private button, and the other way round", () => {
  const { context } = posted;
  expect(press({ ...context, action: `private/${FOR.action}` })).toBe('forged');
  expect(press({ ...privateContext(), action: FOR.action })).toBe('forged');
  expect(press({ ...privateContext(), action: FOR.action, tag: context.tag })).toBe('forged');
});
