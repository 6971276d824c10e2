import { FakeMattermost } from './fake-mattermost.ts';

/**
 * `npm run fake:mattermost`: a Mattermost alone, for trying an app by hand. It prints what an app needs to know;
 * FAKE_MATTERMOST_PORT (default 4490) and FAKE_MATTERMOST_APP (where its slash command goes, default
 * http://127.0.0.1:3000/mattermost/127.0.0.1-4490/command) change it. Ctrl-C ends it.
 */
const { FAKE_MATTERMOST_PORT = '4490', FAKE_MATTERMOST_APP } = process.env;

const mattermost = await FakeMattermost.start({ port: Number(FAKE_MATTERMOST_PORT) });
const bretagne = mattermost.team('bretagne');
const command = bretagne.slashCommand(
  'idee',
  FAKE_MATTERMOST_APP ?? `http://127.0.0.1:3000/mattermost/127.0.0.1-${FAKE_MATTERMOST_PORT}/command`,
);
const anais = bretagne.person('anais');
const thomas = bretagne.person('thomas');
const channel = bretagne.channel('labo-numerique', { members: [anais, thomas] });

console.log(`Mattermost ${mattermost.settings.version}, a fake one, at ${mattermost.url}
  bot token      ${mattermost.bot.token} (${mattermost.bot.id})
  admin token    ${mattermost.admin.token}
  team           ${bretagne.id} ${bretagne.name}
  /idee          goes to ${command.url} with token ${command.token}
  channel        ${channel.id} ~${channel.name}
  persons        ${anais.id} anais, token ${anais.token}
                 ${thomas.id} thomas, token ${thomas.token}
Type as anais:
  curl -s -H 'Authorization: Bearer ${anais.token}' ${mattermost.apiUrl}/commands/execute \\
    -d '{"channel_id":"${channel.id}","command":"/idee un banc"}'`);

for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void mattermost.stop());
