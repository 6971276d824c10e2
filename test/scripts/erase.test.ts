import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { erase } from '../../scripts/erasing/erase-script.ts';
import { personKey } from '../../src/chat/place.ts';
import { keptSecret, Secrets } from '../../src/secrets.ts';
import { castVote } from '../../src/votes/cast-vote.ts';
import { openTemp, type TempDatabase } from '../db/open-temp.ts';
import { AT, makeLab, makeWorld, readerOf } from '../db/world.ts';
import { type Ended, runScript } from './surroundings.ts';

const CAMILLE = { platform: 'local', realm: 'local', user: 'camille' };

let db: TempDatabase;
let env: NodeJS.ProcessEnv;
/** Camille's. */
let member: number;

beforeEach(async () => {
  db = await openTemp();
  env = { DATABASE_URL: db.url, DEMO: '0' };
  const { author, idea, lab } = await makeWorld(db.tables);
  member = author.member;
  const reader = readerOf({ accounts: [author.id], member });
  await db.unitOfWork.run(async (tx) => {
    await tx.members.setName(author.id, 'Camille Le Goff');
    await tx.labs.addFacilitator(lab.id, author.id, AT);
    await castVote(tx, { identity: author, reader }, { number: idea.number, value: 'for', at: AT });
  });
});

afterEach(() => db.close());

const run = (argv: string[], answers?: string[]): Promise<Ended> =>
  runScript(erase, argv, { env, ...(answers && { answers }) });

const isThere = async () => (await db.reads.members.find(CAMILLE)) !== null;

describe('npm run erase', () => {
  test('shows what will be done, asks, and erases', async () => {
    const { code, out } = await run(['--member', String(member)], ['yes']);
    expect(code).toBe(0);
    expect(out).toContain('local:local:camille (Camille Le Goff)');
    expect(out).toContain('ideas that stay, signed by nobody: 1 (#1)');
    expect(out).toContain('Erased.');
    expect(out).toContain('nobody facilitates these labs any more: mobilites');
    expect(out).toContain('ADMINS still names local:local:camille');
    expect(await isThere()).toBe(false);
  });

  test('does nothing on any other answer', async () => {
    const { code, err } = await run(['--member', String(member)], ['y']);
    expect({ code, err }).toEqual({ code: 1, err: 'Nothing was erased.\n' });
    expect(await isThere()).toBe(true);
  });

  test('does nothing where nobody can be asked, without --yes', async () => {
    const { code, err } = await run(['--member', String(member)]);
    expect(code).toBe(2);
    expect(err).toContain('say --yes');
    expect(await isThere()).toBe(true);
  });

  test('takes an account for a member, and tells a program what it did', async () => {
    const { code, out } = await run(['--person', 'local:local:camille', '--yes', '--json']);
    expect(code).toBe(0);
    expect(JSON.parse(out)).toMatchObject({ erased: true, member, accounts: 1, ideas: [1], voted: 1 });
    expect(out).not.toContain('Goff');
    expect(await isThere()).toBe(false);
  });

  test('drops their drafts, which only the key of the box can find', async () => {
    const secrets = new Secrets(await keptSecret(db.dir));
    const draft = { asks: false, sealed: 's', at: AT };
    const others = { ...CAMILLE, user: 'anais' };
    await db.unitOfWork.run(async (tx) => {
      await tx.drafts.put({ id: 'a', owner: secrets.hash('owner', personKey(CAMILLE)), ...draft });
      await tx.drafts.put({ id: 'b', owner: secrets.hash('owner', personKey(others)), ...draft });
    });
    await run(['--member', String(member), '--yes']);
    expect(await db.tables.selectFrom('drafts').select('id').execute()).toEqual([{ id: 'b' }]);
  });

  test('drops what a chat remembers of them alone', async () => {
    const secrets = new Secrets(await keptSecret(db.dir));
    const memory = db.memory('local');
    await memory.set('a', 'sealed', secrets.hash('owner', personKey(CAMILLE)));
    await memory.set('b', 'sealed', secrets.hash('owner', personKey({ ...CAMILLE, user: 'anais' })));
    await memory.set('c', 'sealed');
    await run(['--member', String(member), '--yes']);
    expect([await memory.get('a'), await memory.get('b'), await memory.get('c')]).toEqual([
      null,
      'sealed',
      'sealed',
    ]);
  });

  test('makes no database where there is none', async () => {
    const folder = join(db.dir, 'nowhere');
    env = { ...env, DATABASE_URL: `sqlite:${join(folder, 'box.db')}` };
    const { code, err } = await run(['--member', '12', '--yes']);
    expect(code).toBe(2);
    expect(err).toContain(`there is no database at ${join(folder, 'box.db')}`);
    expect(existsSync(folder)).toBe(false);
  });

  test.each([
    [['--member', '999'], 'member 999: nobody'],
    [['--member', '1'], 'member 1: nobody'],
    [['--person', 'local:local:zoe'], 'account local:local:zoe: nobody'],
    [['--person', 'zoe'], 'platform:realm:user'],
    [['--member', 'zoe'], 'must be a number'],
    [['--member', '2', '--person', 'local:local:camille'], 'either --member'],
    [[], 'either --member'],
    [['--who', 'zoe'], 'unknown option'],
  ])('ends with 2 and says why: %j', async (argv, why) => {
    const { code, err } = await run([...argv, '--yes']);
    expect(code).toBe(2);
    expect(err).toContain(why);
    expect(await isThere()).toBe(true);
  });

  test('the second time there is nobody', async () => {
    const argv = ['--member', String(member), '--yes'];
    expect((await run(argv)).code).toBe(0);
    const { code, err } = await run(argv);
    expect({ code, err: err.trim() }).toEqual({
      code: 2,
      err: `member ${member}: nobody in this box, or erased before`,
    });
  });

  test('says what is wrong in the configuration', async () => {
    env = { TZ_DEFAULT: 'Mars' };
    const { code, err } = await run(['--member', '2', '--yes']);
    expect(code).toBe(2);
    expect(err).toContain('TZ_DEFAULT');
  });

  test('a lab that others facilitate is not told of', async () => {
    await makeLab(db.tables, { slug: 'autre' });
    const { out } = await run(['--member', String(member)], ['no']);
    expect(out).toContain('labs they no longer facilitate: mobilites\n');
  });
});
