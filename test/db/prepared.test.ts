import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { mustChange, one, prepared } from '../../db/prepared.ts';
import { openTempEngine, type TempEngine } from './open-temp-engine.ts';

let engine: TempEngine;
beforeEach(async () => {
  engine = await openTempEngine();
});
afterEach(() => engine.close());

test('a query is built once a dialect and runs with the values of each call', async () => {
  let built = 0;
  const remember = prepared((db, v: { key: string; value: string }) => {
    built += 1;
    return db.insertInto('adapter_memory').values({ adapter: 'a', key: v.key, value: v.value });
  });
  const recall = prepared((db, v: { key: string }) =>
    db.selectFrom('adapter_memory').select('value').where('key', '=', v.key),
  );
  await remember(engine.write, { key: 'k1', value: 'one' });
  await remember(engine.write, { key: 'k2', value: 'two' });
  expect(built).toBe(1);
  expect(one(await recall(engine.read, { key: 'k1' }))).toEqual({ value: 'one' });
  expect(one(await recall(engine.read, { key: 'k2' }))).toEqual({ value: 'two' });
  expect(one(await recall(engine.write, { key: 'k3' }))).toBeNull();
});

test('a forgotten value is an error, not a null', async () => {
  const recall = prepared((db, v: { key: string }) =>
    db.selectFrom('adapter_memory').select('value').where('key', '=', v.key),
  );
  await expect(recall(engine.read, {} as { key: string })).rejects.toThrow(/no value for key/);
});

test('changing no row or several throws where one must change', () => {
  expect(() => mustChange({ rows: [], numAffectedRows: 1n }, 'x')).not.toThrow();
  expect(() => mustChange({ rows: [], numAffectedRows: 0n }, 'editing idea 7')).toThrow(
    /editing idea 7: 0 rows/,
  );
  expect(() => mustChange({ rows: [], numAffectedRows: 2n }, 'x')).toThrow();
});
