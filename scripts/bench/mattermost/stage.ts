import { greeting, type Venue } from '../load/stage.ts';
import type { ServerQuestion } from './load.ts';
import type { SceneName } from './scenes.ts';
import { BOT_TOKEN, COMMAND, REALM, TEAM } from './server.ts';

/** A box in Mattermost, beside a bare server of node:http. */
export const MATTERMOST: Venue<SceneName, ServerQuestion> = {
  platform: new URL('./load.ts', import.meta.url),
  bare: new URL('./bare-server.ts', import.meta.url),
  environment: (server) => ({
    CHAT_ADAPTERS: 'mattermost',
    BOX_SECRET: 'a secret of the benches, of at least thirty-two characters',
    MATTERMOST_URL: server,
    MATTERMOST_SITE: REALM,
    MATTERMOST_BOT_TOKEN: BOT_TOKEN,
    MATTERMOST_COMMAND_TOKENS: `${TEAM.id}=${COMMAND.token}`,
    // Of the addresses that the box gives out, the load keeps the paths.
    MATTERMOST_CALLBACK_URL: 'http://box',
  }),
  async before(stage, crowd) {
    await stage.ask({ kind: 'cards', count: stage.count('select count(*) from outbox') });
    await stage.atBox(greeting(crowd));
  },
};
