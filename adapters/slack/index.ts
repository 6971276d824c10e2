import type { AdapterModule } from '../../src/chat/adapter.ts';
import { type Environment, environment } from './environment.ts';
import { createSlack } from './lifecycle.ts';
import { PLATFORM } from './platform.ts';

/** One or several Slack workspaces, by HTTP or by Socket Mode. */
const slack: AdapterModule<Environment> = { name: PLATFORM, env: environment, create: createSlack };

export default slack;
