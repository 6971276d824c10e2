import { FakeSlack } from './fake-slack.ts';

/**
 * `npm run fake:slack`: a Slack alone, for trying an app by hand. It prints what an app needs to know; FAKE_SLACK_PORT
 * (default 4390), FAKE_SLACK_APP (where the app listens, default http://127.0.0.1:3000/slack/events) and
 * FAKE_SLACK_WAY (http or socket) change it. Ctrl-C ends it.
 */
const {
  FAKE_SLACK_PORT = '4390',
  FAKE_SLACK_APP = 'http://127.0.0.1:3000/slack/events',
  FAKE_SLACK_WAY = 'http',
} = process.env;

const slack = await FakeSlack.start({
  port: Number(FAKE_SLACK_PORT),
  way: FAKE_SLACK_WAY === 'socket' ? 'socket' : 'http',
  requestUrl: FAKE_SLACK_APP,
});
const bretagne = slack.workspace('Bretagne');
const anais = bretagne.person('anais');
const thomas = bretagne.person('thomas');
const channel = bretagne.channel('labo-numerique', { members: [anais, thomas] });

console.log(`Slack, a fake one, at ${slack.apiUrl}
  told by        ${slack.app.way}${slack.app.way === 'http' ? ` to ${FAKE_SLACK_APP}` : ''}
  signing secret ${slack.app.signingSecret}
  app token      ${slack.app.appToken}
  bot token      ${bretagne.botToken} (workspace ${bretagne.id})
  channel        ${channel.id} #${channel.name}
  persons        ${anais.id} anais, ${thomas.id} thomas`);

for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void slack.stop());
