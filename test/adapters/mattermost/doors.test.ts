import { expect, test } from '@jest/globals';
import { DOORS, doorAddress, doorAt } from '../../../adapters/mattermost/doors.ts';

test.each(DOORS)('the address of the door %s leads there', (door) => {
  const address = doorAddress(new URL('http://10.0.0.12:3000/'), 'chat.example.fr-8065', door);
  expect(address).toBe(`http://10.0.0.12:3000/mattermost/chat.example.fr-8065/${door}`);
  expect(doorAt(new URL(address).pathname)).toEqual({ realm: 'chat.example.fr-8065', door });
});

test('a sub-path of the box is kept, whatever its slash', () => {
  for (const url of ['https://example.fr/idees', 'https://example.fr/idees/']) {
    expect(doorAddress(new URL(url), 'chat', 'action')).toBe(
      'https://example.fr/idees/mattermost/chat/action',
    );
  }
});

test.each([
  '/mattermost/',
  '/mattermost/chat',
  '/mattermost/chat/other',
  '/mattermost/chat/command/',
  '/mattermost/../chat/command',
  '/mattermost/CHAT/command',
])('%s leads nowhere', (path) => {
  expect(doorAt(path)).toBeNull();
});
