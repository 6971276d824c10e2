import { App, HTTPReceiver, LogLevel } from '@slack/bolt';
import { answerParent } from '../load/child.ts';
import { APP, WORKSPACE } from './workspace.ts';

/** The least that Bolt does with a request: it checks the signature, and an empty handler acknowledges. */

const { id: teamId, install } = WORKSPACE;
const receiver = new HTTPReceiver({ signingSecret: APP.signingSecret, logLevel: LogLevel.ERROR });
const app = new App({
  receiver,
  convoStore: false,
  logLevel: LogLevel.ERROR,
  // Given, so that it asks Slack nothing.
  authorize: async () => ({
    teamId,
    botToken: install.botToken,
    botId: install.botId,
    botUserId: install.botUserId,
  }),
});
const ANY = /.*/s;
app.command(ANY, async ({ ack }) => ack());
app.action(ANY, async ({ ack }) => ack());
app.view(ANY, async ({ ack }) => ack());
app.event(ANY, async () => {});

/** Asked once, it opens and answers with its address. */
answerParent<'open'>(async () => {
  const server = await app.start({ port: 0, host: '127.0.0.1' });
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  return `http://127.0.0.1:${address.port}`;
});
