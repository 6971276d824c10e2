import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { openDatabase } from '../../db/open.ts';
import { systemClock } from '../../src/clock.ts';
import { openTemp, type TempDatabase } from './open-temp.ts';
import { tempDir } from './open-temp-engine.ts';
import { expectRefused } from './refused.ts';
import { AT } from './world.ts';

const camille = { platform: 'local', realm: 'local', user: 'camille' };

describe('an open database', () => {
  let database: TempDatabase;
  beforeEach(async () => {
    database = await openTemp();
  });
  afterEach(() => database.close());

  test('what a use case writes is there when run resolves, and nothing when it rejects', async () => {
    const { unitOfWork, reads } = database;
    const failed = unitOfWork.run(async (tx) => {
      await tx.members.identify(camille, AT);
      throw new Error('no');
    });
    await expect(failed).rejects.toThrow('no');
    expect(await reads.members.find(camille)).toBeNull();
    const identity = await unitOfWork.run((tx) => tx.members.identify(camille, AT));
    expect(await reads.members.find(camille)).toEqual(identity);
  });

  test('listeners hear of each commit, after it, and of no rollback', async () => {
    const { unitOfWork, reads } = database;
    const heard: Promise<unknown>[] = [];
    unitOfWork.onCommit(() => heard.push(reads.members.find(camille)));
    await expect(unitOfWork.run(() => Promise.reject(new Error('no')))).rejects.toThrow('no');
    expect(heard).toEqual([]);
    const identity = await unitOfWork.run((tx) => tx.members.identify(camille, AT));
    expect(await Promise.all(heard)).toEqual([identity]);
  });

  test("each adapter's memory is its own, durable, and can be emptied", async () => {
    const [slack, mattermost] = [database.memory('slack'), database.memory('mattermost')];
    expect(await slack.get('cursor')).toBeNull();
    await slack.set('cursor', '1');
    await slack.set('cursor', '2');
    await mattermost.set('cursor', '9');
    expect([await slack.get('cursor'), await mattermost.get('cursor')]).toEqual(['2', '9']);
    await slack.set('cursor', null);
    expect([await slack.get('cursor'), await mattermost.get('cursor')]).toEqual([null, '9']);
  });

  test('ping answers while the tables can be read', async () => {
    await database.ping();
    await database.tables.schema.alterTable('counters').renameTo('gone').execute();
    await expectRefused(database.ping(), /no such table/);
  });
});

test('everything is still there when it is opened again', async () => {
  const { dir, remove } = tempDir();
  const url = `sqlite:${join(dir, 'box.db')}`;
  const first = await openDatabase(url, { clock: systemClock });
  const identity = await first.unitOfWork.run((tx) => tx.members.identify(camille, AT));
  await first.close();
  await expectRefused(first.ping(), /destroyed|not open/);
  const second = await openDatabase(url, { clock: systemClock });
  expect(await second.reads.members.find(camille)).toEqual(identity);
  await second.close();
  remove();
});
