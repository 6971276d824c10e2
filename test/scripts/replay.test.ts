import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { expect, test } from '@jest/globals';
import { replay } from '../../scripts/replaying/replay-script.ts';
import { filesForAll } from '../importing/file.ts';
import { type Ended, runScript } from './surroundings.ts';

const file = filesForAll();
const IDEAS = [
  '{"kind":"proposal","id":"p1","title":"Un banc devant l\'accueil","author":"u1","created_at":"2025-03-11T10:00:00+01:00"}',
  '{"kind":"proposal","id":"p2","title":"Un abri à vélos","author":"u2"}',
  '{"kind":"argument","id":"a1","parent_id":"p1","body":"Pour s\'asseoir."}',
];
const VOTES = [
  'thread_id,voter,value,created_at',
  'p1,u2,for,2025-03-11T11:00:00+01:00',
  'p1,u3,for,2025-03-12T11:00:00+01:00',
  'p2,u3,mixed,2025-03-12T11:00:00+01:00',
];

const files = (): string[] => [
  file('ideas.ndjson', `${IDEAS.join('\n')}\n`),
  file('votes.csv', `${VOTES.join('\n')}\n`),
];
const run = (...argv: string[]): Promise<Ended> => runScript(replay, argv);
/** With ordinary spaces. */
const plain = (text: string): string => text.replace(/[\u202F\u00A0]/g, ' ');

test('prints the digest of each week as its channel would have shown it, then what was played', async () => {
  const { code, out, err } = await run(...files());
  expect([code, err]).toEqual([0, '']);
  const [digest = '', report] = plain(out).split('\n\n');
  const lines = digest.split('\n');
  expect(lines[0]).toBe('2025-W11');
  expect(lines[1]).toBe('│ 📬 La semaine · Rejeu · 10–16 mars');
  expect(lines).toContain('│ Cette semaine : 2 idées, 2 votes (+2).');
  expect(lines).toContain("│ 1️⃣ #1 Un banc devant l'accueil · +2");
  expect(report?.trim().split('\n')).toEqual([
    'played: ideas 2, votes 2, said again 0, taken back 0',
    'no vote here (a vote before it is taken back): mixed 1',
    'left out: argument 1',
    'undated: at its first vote or the beginning, a vote at its idea: ideas 1',
  ]);
});

test('--json prints one object with ids and numbers, and no text of an idea', async () => {
  const { code, out } = await run(...files(), '--json', '--zone', 'America/Cayenne');
  expect(code).toBe(0);
  expect(out).not.toContain('banc');
  expect(JSON.parse(out)).toMatchObject({
    weeks: [
      {
        week: '2025-W11',
        start: '2025-03-10T03:00:00.000Z',
        end: '2025-03-17T03:00:00.000Z',
        zone: 'America/Cayenne',
        figures: { ideas: 2, votes: 2, votesBefore: 0, answers: 0 },
        entries: [{ section: 'top', position: 1, idea: 1, id: 'p1', gained: 2, for: 2, against: 0 }],
      },
    ],
    totals: { ideas: 2, votes: { cast: 2 }, leftOut: { argument: 1 }, refused: 0 },
  });
});

test('one file may hold ideas and votes', async () => {
  const vote = '{"kind":"vote","idea":"p1","voter":"u2","value":"pour","at":"2025-03-13"}';
  const { code, out } = await run(file('both.ndjson', `${vote}\n${IDEAS.join('\n')}\n`), '--json');
  expect([code, JSON.parse(out)]).toMatchObject([0, { totals: { ideas: 2, votes: { cast: 1 } } }]);
});

test('refused lines are told with their file, and end with 1', async () => {
  const [ideas = '', votes = ''] = files();
  const broken = file('broken.csv', `${VOTES.join('\n')}\np9,u2,for,2025-03-13\n`);
  const { code, out } = await run(ideas, broken);
  expect(code).toBe(1);
  expect(out).toContain(`refused: ${broken}, line 5: no idea with the id p9 in this history\n`);
  expect((await run(ideas, votes)).code).toBe(0);
});

test('the database is kept where it is told, and nothing is overwritten', async () => {
  const argv = files();
  const keepAt = join(dirname(argv[0] ?? ''), 'kept/replay.db');
  const { code, err } = await run(...argv, '--database', keepAt);
  expect([code, err]).toEqual([0, expect.stringContaining(`DATABASE_URL=sqlite:${keepAt} DEMO=0 npm start`)]);
  expect(readdirSync(dirname(keepAt))).toEqual(['replay.db']);
  expect(statSync(keepAt).mode & 0o777).toBe(0o600);

  const again = await run(...argv, '--database', keepAt);
  expect(again).toEqual({
    code: 2,
    out: '',
    err: `${keepAt} is there already: --database makes a new file\n`,
  });
});

test('as a process: nothing is left in the temporary folder, also when it is interrupted', async () => {
  const [ideas = ''] = files();
  const tmp = join(dirname(ideas), 'tmp');
  mkdirSync(tmp);
  const many = Array.from({ length: 20_000 }, (_, at) => `p1,v${at},for,2025-03-12T11:00:00+01:00`);
  const votes = file('many.csv', [VOTES[0], ...many].join('\n'));
  const ours = () => readdirSync(tmp).filter((name) => name.startsWith('boite-'));

  const child = spawn(process.execPath, ['--import', 'tsx', 'scripts/replay.ts', ideas, votes], {
    cwd: join(import.meta.dirname, '../..'),
    env: { PATH: process.env.PATH, TMPDIR: tmp },
    stdio: 'ignore',
  });
  const ended = new Promise((resolve) => child.once('exit', resolve));
  while (child.exitCode === null && ours().length === 0) await pause(20);
  expect(ours()).toHaveLength(1);
  child.kill('SIGINT');
  expect(await ended).toBe(130);
  expect(ours()).toEqual([]);
}, 30_000);

test.each<[string[], string]>([
  [[], "missing required argument 'ideas'"],
  [['nothing.ndjson'], 'there is no file'],
  [['ideas.ndjson', 'votes.csv', 'more.csv'], 'too many arguments'],
  [
    ['ideas.ndjson', '--zone', 'Mars/Olympus'],
    '--zone must be a time zone such as Europe/Paris: Mars/Olympus',
  ],
  [['undated.ndjson'], 'there is no history to play'],
  [['ideas.ndjson', '--wordy'], "unknown option '--wordy'"],
])('ends with 2, says why and keeps nothing: %j', async (argv, why) => {
  const folder = dirname(files()[0] ?? '');
  file('undated.ndjson', `${IDEAS[1]}\n`);
  const keepAt = join(folder, 'never.db');
  const paths = argv.map((arg) => (/\.(csv|ndjson)$/.test(arg) ? join(folder, arg) : arg));
  const { code, err, out } = await run(...paths, '--database', keepAt);
  expect([code, out, err]).toEqual([2, '', expect.stringContaining(why)]);
  expect(existsSync(keepAt)).toBe(false);
});

test('--help tells the exit codes', async () => {
  const { code, out } = await run('--help');
  expect([code, out]).toEqual([0, expect.stringContaining('Exit codes')]);
});
