import type { AdapterModule } from '../../src/chat/adapter.ts';
import { type Environment, environment } from './environment.ts';
import { createLocalChat } from './lifecycle.ts';
import { PLATFORM } from './world.ts';

/** A small chat in the browser over one SQLite file, to try the whole box with no account. */
const local: AdapterModule<Environment> = {
  name: PLATFORM,
  env: environment,
  create: createLocalChat,
};

export default local;
