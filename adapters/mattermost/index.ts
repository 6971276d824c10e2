import type { AdapterModule } from '../../src/chat/adapter.ts';
import { type Environment, environment } from './environment.ts';
import { createMattermost } from './lifecycle.ts';
import { PLATFORM } from './platform.ts';

/** One or several Mattermost servers, each with one or several teams. */
const mattermost: AdapterModule<Environment> = { name: PLATFORM, env: environment, create: createMattermost };

export default mattermost;
