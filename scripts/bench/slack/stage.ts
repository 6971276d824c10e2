import { greeting, type Venue } from '../load/stage.ts';
import type { SceneName } from './scenes.ts';
import { APP, WORKSPACE } from './workspace.ts';

/** So long after a week its digest still leaves: whichever day this is run. */
const CATCH_UP = '8d';

/** A box in Slack, beside a bare Bolt app. */
export const SLACK: Venue<SceneName> = {
  platform: new URL('./load.ts', import.meta.url),
  bare: new URL('./bare-bolt.ts', import.meta.url),
  environment: (slack) => ({
    CHAT_ADAPTERS: 'slack',
    BOX_SECRET: 'a secret of the benches, of at least thirty-two characters',
    SLACK_API_URL: `${slack}/api/`,
    SLACK_BOT_TOKENS: WORKSPACE.install.botToken,
    SLACK_SIGNING_SECRET: APP.signingSecret,
    DIGEST_CATCH_UP: CATCH_UP,
  }),
  before: (stage, crowd) => stage.atBox(greeting(crowd)),
};
