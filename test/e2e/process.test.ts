import { once } from 'node:events';
import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { type AddressInfo, connect, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { BoxProcess } from './box-process.ts';
import { freePort } from './free-port.ts';
import { answerOf, formOf, LocalUser, textOf } from './local-user.ts';
import { until } from './until.ts';

let dir: string;
const started: BoxProcess[] = [];

beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'box-process-'));
});
afterEach(async () => {
  for (const box of started.splice(0)) await box.end();
  await rm(dir, { recursive: true, force: true });
});

function run(env: NodeJS.ProcessEnv = {}): BoxProcess {
  const box = new BoxProcess(dir, env);
  started.push(box);
  return box;
}

async function file(url: string, title: string): Promise<number> {
  const anais = new LocalUser(url, 'anais');
  const form = formOf(await anais.say('labo-bretagne', `/idee ${title}`));
  const thanks = answerOf(await anais.submit(form, { title, body: '', lab: 'bretagne' }));
  return Number(/#(\d+)/.exec(thanks)?.[1]);
}

const cardOf = (url: string, number: number) =>
  until(`the card of #${number}`, async () =>
    (await new LocalUser(url, 'yann').messages('labo-bretagne')).find((message) =>
      textOf(message).startsWith(`💡 #${number} `),
    ),
  );

test('starts with nothing configured, stops by SIGTERM, and finds everything again', async () => {
  const first = run();
  const url = await first.ready();
  expect(first.said).toContain('The idea box runs.');
  const number = await file(url, 'Un panneau pour les covoitureurs');
  await cardOf(url, number);
  first.signal('SIGTERM');
  expect(await first.ended()).toBe(0);

  const second = run();
  const again = await second.ready();
  expect(textOf(await cardOf(again, number))).toContain('Un panneau pour les covoitureurs');
  expect(answerOf(await new LocalUser(again, 'anais').say('general', '/idee mes'))).toContain(`#${number} `);
  expect((await stat(join(dir, 'data/box.secret'))).mode & 0o777).toBe(0o600);
}, 60_000);

test('what was confirmed survives a kill, and its card is shown once', async () => {
  const first = run();
  const number = await file(await first.ready(), 'Des gourdes à la place des gobelets');
  await first.end();

  const url = await run().ready();
  await cardOf(url, number);
  const cards = (await new LocalUser(url, 'yann').messages('labo-bretagne')).filter((message) =>
    textOf(message).startsWith(`💡 #${number} `),
  );
  expect(cards).toHaveLength(1);
}, 60_000);

test('a wrong configuration is told whole, each variable with a value that would be right', async () => {
  const box = run({
    PORT: 'http',
    DATABASE_URL: 'postgres://db/idees',
    TZ_DEFAULT: 'Paris',
    ADMINS: 'camille',
  });
  expect(await box.ended()).toBe(78);
  for (const line of [
    'PORT=3000',
    'DATABASE_URL=sqlite:data/idees.db',
    'TZ_DEFAULT=Europe/Paris',
    'ADMINS=slack:T0AB:U123,mattermost:chat.example.fr:userid',
  ]) {
    expect(box.said).toContain(line);
  }
});

test('an adapter nobody has is a mistake in the configuration', async () => {
  const box = run({ CHAT_ADAPTERS: 'telex', BOX_SECRET: 'x'.repeat(43) });
  expect(await box.ended()).toBe(78);
  expect(box.said).toContain('there is no adapter "telex"');
});

test('an adapter with accounts needs a secret, and is offered a fresh one', async () => {
  const box = run({ CHAT_ADAPTERS: 'slack' });
  expect(await box.ended()).toBe(78);
  expect(box.said).toMatch(/BOX_SECRET=[\w-]{43}/);
});

test('a port that is taken is told as what it is', async () => {
  const url = await run().ready();
  const { port } = new URL(url);
  const second = run({ PORT: port, DATABASE_URL: 'sqlite:other/box.db' });
  expect(await second.ended()).toBe(78);
  expect(second.said).toContain(`PORT: ${port} cannot be used: another process listens there`);
}, 30_000);

test('a database that is none is told as what it is, and left as it was', async () => {
  const file = join(dir, 'letter.db');
  await writeFile(file, 'Madame, Monsieur,\n'.repeat(300));
  const box = run({ DEMO: '0', DATABASE_URL: `sqlite:${file}` });
  expect(await box.ended()).toBe(78);
  expect(box.said).toContain(`DATABASE_URL: sqlite:${file} cannot be used: file is not a database`);
  expect(await readFile(file, 'utf8')).toContain('Madame');
});

test('a signal while it still waits for a chat ends it as any other does', async () => {
  const silent = createServer().listen(0, '127.0.0.1');
  await once(silent, 'listening');
  const port = await freePort();
  const box = run({
    PORT: String(port),
    DEMO: '0',
    CHAT_ADAPTERS: 'slack',
    BOX_SECRET: 'x'.repeat(43),
    SLACK_API_URL: `http://127.0.0.1:${(silent.address() as AddressInfo).port}/api/`,
    SLACK_BOT_TOKENS: 'xoxb-1-a',
    SLACK_SIGNING_SECRET: 'y'.repeat(32),
  });
  await until(
    'it asks Slack',
    async () => (await fetch(`http://127.0.0.1:${port}/healthz`).catch(() => null))?.ok,
  );
  box.signal('SIGTERM');
  expect(await box.ended()).toBe(0);
  expect(box.said).not.toContain('The idea box runs.');
  silent.close();
}, 30_000);

test('a second signal ends it at once', async () => {
  const box = run();
  const { host, hostname, port } = new URL(await box.ready());
  // A request whose body never comes: a stop gives it five seconds.
  const half = connect(Number(port), hostname).on('error', () => {});
  half.write(
    `POST /local/api/messages HTTP/1.1\r\nHost: ${host}\r\nContent-Type: application/json\r\nContent-Length: 9\r\n\r\n`,
  );
  await once(half, 'connect');
  box.signal('SIGTERM');
  await until('the first signal is heard', async () => box.said.includes('"msg":"stopping"'));
  box.signal('SIGINT');
  expect(await box.ended()).toBe(1);
  expect(box.said).toContain('second signal');
  half.destroy();
}, 30_000);

test('logs hold neither the text of ideas nor the names of persons', async () => {
  const box = run({ LOG_LEVEL: 'trace' });
  await file(await box.ready(), 'Un texte que nul journal ne garde');
  box.signal('SIGTERM');
  await box.ended();
  expect(box.said).not.toContain('nul journal');
  expect(box.said).not.toContain('Lefort');
}, 30_000);
