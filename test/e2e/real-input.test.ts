import { createReadStream, existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { type RunningBox, start } from '../../src/bootstrap.ts';
import { lengthOf } from '../../src/text.ts';
import { answerOf, formOf, LocalUser, textOf } from './local-user.ts';
import { ShiftedClock } from './shifted-clock.ts';
import { until } from './until.ts';

/** Real proposals of a public consultation. Not part of the project: see the README, "Tests". */
const FILE = new URL('../../../shared/data/repnum.ndjson', import.meta.url);
const HOW_MANY = 200;
const WEEK_MS = 7 * 24 * 60 * 60 * 1000;
const PERSONAS = ['camille', 'yann', 'malika', 'anais', 'thomas'] as const;

const there = existsSync(FILE);

let dir: string;
let box: RunningBox;
const clock = new ShiftedClock();

beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'box-real-input-'));
  box = await start(
    { DATABASE_URL: `sqlite:${join(dir, 'box.db')}`, PORT: '0', DEMO: '0', LOG_LEVEL: 'warn' },
    { clock },
  );
});
afterAll(async () => {
  await box.stop();
  await rm(dir, { recursive: true, force: true });
});

if (!there) {
  test('left out: real proposals (../shared/data/repnum.ndjson is not there)', () => {
    process.stderr.write('Left out: the test with real proposals, since ../shared/data is not there.\n');
    expect(there).toBe(false);
  });
} else {
  test('two hundred real proposals and their votes, through the running chat, into the digest', async () => {
    const user = Object.fromEntries(PERSONAS.map((name) => [name, new LocalUser(box.url, name)])) as Record<
      (typeof PERSONAS)[number],
      LocalUser
    >;
    await setUp(user.camille);

    const filed: { number: number; title: string; votes: number }[] = [];
    let refused = 0;
    const proposals = await firstProposals();
    for (const [place, proposal] of proposals.entries()) {
      const author = user[PERSONAS[place % PERSONAS.length] ?? 'camille'];
      const form = formOf(await author.say('labo-numerique', '/idee'));
      const values = { title: proposal.title, body: proposal.body, lab: 'numerique' };
      const outcome = await author.submit(form, values);
      const tooLong = { title: lengthOf(proposal.title) > 150, body: lengthOf(proposal.body) > 3000 };
      if (tooLong.title || tooLong.body) {
        expect(outcome.kind === 'invalid' ? Object.keys(outcome.fields) : outcome).toEqual(
          Object.entries(tooLong).flatMap(([field, over]) => (over ? [field] : [])),
        );
        refused += 1;
        continue;
      }
      const number = Number(/#(\d+)/.exec(answerOf(outcome))?.[1]);
      expect(number).toBe(filed.length + 1);
      filed.push({ number, title: proposal.title, votes: 1 });
      // A third of the ideas get votes: none to four more, differently from idea to idea.
      const voters =
        place % 3 === 0
          ? PERSONAS.filter((name, i) => name !== PERSONAS[place % PERSONAS.length] && (place >> i) % 2 === 1)
          : [];
      for (const name of voters) {
        expect(answerOf(await user[name].say('labo-numerique', `/idee pour #${number}`))).toContain(
          "C'est compté",
        );
      }
      const idea = filed.at(-1);
      if (idea) idea.votes += voters.length;
    }
    expect(refused + filed.length).toBe(HOW_MANY);
    expect(refused).toBe(
      proposals.filter(({ title, body }) => lengthOf(title) > 150 || lengthOf(body) > 3000).length,
    );

    clock.forward(WEEK_MS);
    await user.yann.say('labo-numerique', '/idee digest envoyer');
    const digest = await until('the digest in the channel', async () =>
      (await user.yann.messages('labo-numerique')).find((message) => textOf(message).startsWith('📬')),
    );
    const text = textOf(digest).replaceAll('\u202F', ' ').replaceAll('\u00A0', ' ');
    const votes = filed.reduce((sum, idea) => sum + idea.votes, 0);
    expect(text).toContain(`${filed.length} idées, ${votes} votes`);
    const top = [...filed].sort((a, b) => b.votes - a.votes || a.number - b.number).slice(0, 3);
    const lines = text.split('\n').filter((line) => /^\S+ #\d+ /u.test(line));
    expect(
      lines.slice(0, 3).map((line) => /#(\d+) .* · \+(\d+)/u.exec(line)?.slice(1, 3).map(Number)),
    ).toEqual(top.map(({ number, votes }) => [number, votes]));
  }, 120_000);
}

async function setUp(admin: LocalUser): Promise<void> {
  await admin.say('labo-numerique', '/idee labo creer numerique nom="Labo Numérique"');
  await admin.say('labo-numerique', '/idee labo lier numerique');
  const named = await admin.say('labo-numerique', '/idee labo animateur numerique local:local:yann');
  expect(answerOf(named)).toContain('Labo Numérique');
}

async function firstProposals(): Promise<{ title: string; body: string }[]> {
  const found: { title: string; body: string }[] = [];
  for await (const line of createInterface({ input: createReadStream(FILE) })) {
    const {
      kind,
      title = '',
      body = '',
    } = JSON.parse(line) as { kind: string; title?: string; body?: string };
    if (kind === 'proposal') found.push({ title, body });
    if (found.length === HOW_MANY) break;
  }
  return found;
}
