import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { channelOf, placeOf, placeText, readPlace } from '../../src/chat/proposing/place-text.ts';

const id = fc.string({ minLength: 1, unit: 'binary' });
const posted = fc.record(
  { platform: id, realm: id, channel: id, message: id, team: id, thread: id, direct: fc.boolean() },
  { requiredKeys: ['platform', 'realm', 'channel', 'message'] },
);

test('a place written as a value is read back, without what is none of it', () => {
  fc.assert(fc.property(posted, (at) => expect(readPlace(placeText(at))).toEqual(placeOf(at))));
});

test('any text whatever is a place or none', () => {
  const json = fc.jsonValue().map((value) => JSON.stringify(value));
  fc.assert(
    fc.property(fc.oneof(fc.string({ unit: 'binary' }), json), (text) => {
      const at = readPlace(text);
      if (at) expect(readPlace(placeText(at))).toEqual(at);
    }),
  );
});

test('the channel of a message is its place without the message', () => {
  const at = { platform: 'p', realm: 'r', channel: 'c', message: 'm', thread: 't' };
  expect(channelOf(at)).toEqual({ platform: 'p', realm: 'r', channel: 'c', thread: 't' });
});
