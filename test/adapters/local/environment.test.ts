import { describe, expect, test } from '@jest/globals';
import local from '../../../adapters/local/index.ts';

const check = (env: Record<string, string>) => local.env.safeParse(env);

describe('the environment of the local chat', () => {
  test.each([
    [{}],
    [{ HOST: '', CHAT_ADAPTERS: '', LOCAL_CHAT_UNSAFE: '' }],
    [{ HOST: 'localhost', CHAT_ADAPTERS: 'local' }],
    [{ HOST: '::1' }],
    [{ HOST: '127.0.0.53' }],
    [{ HOST: '0.0.0.0', CHAT_ADAPTERS: 'slack,local', LOCAL_CHAT_UNSAFE: '1' }],
  ])('takes %j', (env) => {
    expect(check(env).success).toBe(true);
  });

  test.each([
    ['HOST', { HOST: '0.0.0.0' }, 'HOST=127.0.0.1'],
    ['HOST', { HOST: '::' }, 'HOST=127.0.0.1'],
    ['HOST', { HOST: 'localhost.example.fr' }, 'HOST=127.0.0.1'],
    ['CHAT_ADAPTERS', { CHAT_ADAPTERS: 'slack, local' }, 'CHAT_ADAPTERS=slack'],
    ['LOCAL_CHAT_UNSAFE', { LOCAL_CHAT_UNSAFE: 'yes' }, 'LOCAL_CHAT_UNSAFE=0'],
  ])('names %s for %j, with a value that is good', (variable, env, example) => {
    const { error } = check(env);
    expect(error?.issues[0]?.path).toEqual([variable]);
    expect(error?.issues[0]?.message).toContain(example);
  });
});
