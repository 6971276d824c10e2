import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { doctor } from '../../scripts/examining/doctor-script.ts';
import { retry } from '../../scripts/retrying/retry-script.ts';
import { openTemp, type TempDatabase } from '../db/open-temp.ts';
import { runScript } from './surroundings.ts';

const HOUR = 3_600_000;

let db: TempDatabase;
let env: NodeJS.ProcessEnv;

beforeEach(async () => {
  db = await openTemp();
  env = { DATABASE_URL: db.url, DEMO: '0' };
});
afterEach(() => db.close());

/** Two rows that were given up: one was refused, of the other nobody knows. And one that waits. */
async function givenUp(): Promise<void> {
  const now = Date.now();
  const to = { platform: 'local', realm: 'local', channel: 'general' };
  for (const key of ['refused', 'doubt', 'waits'])
    await db.unitOfWork.run((tx) => tx.outbox.say({ to, lang: 'fr', what: { kind: 'card', idea: 1 }, key }));
  for (const [key, doubts] of [
    ['refused', 0],
    ['doubt', 1],
  ] as const)
    await db.tables
      .updateTable('outbox')
      .set({ state: 'parked', failure: key, doubts, tried_at: now, created_at: now - 5 * HOUR })
      .where('key', '=', key)
      .execute();
}

const states = async () =>
  (await db.tables.selectFrom('outbox').select('state').orderBy('id').execute()).map(({ state }) => state);

const tried = (...argv: string[]) => runScript(retry, argv, { env });

describe('npm run retry', () => {
  test('lists what was given up, and changes nothing', async () => {
    await givenUp();
    const { code, out } = await tried();
    expect(code).toBe(0);
    expect(out).toBe(
      'row 1: card for local:local, refused, for 5 hours; nobody was told\n' +
        'row 2: card for local:local, doubt, for 5 hours; it may stand there\n',
    );
    expect(await states()).toEqual(['parked', 'parked', 'waiting']);
    expect(JSON.parse((await tried('--json')).out)).toMatchObject({
      parked: [
        { id: 1, what: 'card', failure: 'refused', mayStand: false },
        { id: 2, mayStand: true },
      ],
      more: 0,
    });
  });

  test('tries again the rows it is given, and says how', async () => {
    await givenUp();
    expect(await tried('2', '3', '7')).toMatchObject({
      code: 0,
      out:
        'row 2: looked for first, sent where it is missing\n' +
        'row 3: not given up (sent, waiting, or no such row)\n' +
        'row 7: not given up (sent, waiting, or no such row)\n',
    });
    expect(await states()).toEqual(['parked', 'doubt', 'waiting']);
    const { code, out } = await tried('--all', '--json');
    expect([code, JSON.parse(out)]).toEqual([0, { retried: [{ id: 1, lookedFor: false }], notGivenUp: [] }]);
    expect(await states()).toEqual(['waiting', 'doubt', 'waiting']);
  });

  test('sends without a look what somebody looked for', async () => {
    await givenUp();
    expect((await tried('2', '--absent')).out).toBe('row 2: sent anew\n');
    expect(await states()).toEqual(['parked', 'waiting', 'waiting']);
  });

  test('says so when nothing is given up', async () => {
    for (const argv of [[], ['--all']])
      expect(await tried(...argv)).toMatchObject({ code: 3, out: 'nothing is given up\n' });
    expect((await tried('1')).code).toBe(3);
  });

  test.each([
    [['twelve'], 'not the number of a row: twelve'],
    [['0'], 'not the number of a row: 0'],
    [['1', '--all'], 'either rows or --all, not both'],
    [['--absent'], '--absent needs the rows that you looked for'],
    [['--all', '--absent'], '--absent needs the rows that you looked for'],
  ])('refuses %j, and touches nothing', async (argv, says) => {
    await givenUp();
    const { code, err } = await tried(...argv);
    expect([code, err]).toEqual([2, expect.stringContaining(says)]);
    expect(await states()).toEqual(['parked', 'parked', 'waiting']);
  });
});

test('the doctor says of each row that was given up what may be and what to do', async () => {
  await givenUp();
  const { out } = await runScript(doctor, [], { env });
  expect(out).toMatch(
    /row 1, card for local:local: refused.*\n +-> nobody was told this.* npm run retry -- 1$/m,
  );
  expect(out).toMatch(
    /row 2, card for local:local: doubt.*\n +-> it may have been said.* npm run retry -- 2 looks for it.* may not look there, look yourself and add --absent$/m,
  );
});
