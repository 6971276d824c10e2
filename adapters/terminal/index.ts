import type { AdapterModule } from '../../src/chat/adapter.ts';
import { type Environment, environment } from './environment.ts';
import { createTerminal, PLATFORM } from './lifecycle.ts';

/**
 * One person at a terminal: the poorest chat there is, in which everything the contract leaves optional is
 * absent. It proves that the box gets along without.
 */
const terminal: AdapterModule<Environment> = {
  name: PLATFORM,
  env: environment,
  create: (ctx, env) => createTerminal(ctx, env, { input: process.stdin, output: process.stdout }),
};

export default terminal;
