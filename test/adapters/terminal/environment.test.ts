import { userInfo } from 'node:os';
import { expect, test } from '@jest/globals';
import { environment } from '../../../adapters/terminal/environment.ts';

test.each([
  [{}, { user: userInfo().username, locale: undefined }],
  [
    { TERMINAL_USER: ' ', LANG: '' },
    { user: userInfo().username, locale: undefined },
  ],
  [
    { TERMINAL_USER: 'camille', LANG: 'fr_FR.UTF-8' },
    { user: 'camille', locale: 'fr-FR' },
  ],
  [
    { TERMINAL_USER: 'jo', LANG: 'en_GB@euro' },
    { user: 'jo', locale: 'en-GB' },
  ],
  [
    { TERMINAL_USER: 'jo', LANG: 'C.UTF-8' },
    { user: 'jo', locale: undefined },
  ],
])('%j names %j', (env, person) => {
  expect(environment.parse(env)).toEqual(person);
});
