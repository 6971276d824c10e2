import { expect, test } from '@jest/globals';
import Sqlite from 'better-sqlite3';
import { StatementCache } from '../../../db/dialects/statement-cache.ts';

test('a statement is prepared once; the least recently used one goes', () => {
  const database = new Sqlite(':memory:');
  const cache = new StatementCache(database, 2);
  const one = cache.get('select 1');
  const two = cache.get('select 2');
  expect(cache.get('select 1')).toBe(one);
  cache.get('select 3');
  expect(cache.size).toBe(2);
  expect(cache.get('select 1')).toBe(one);
  expect(cache.get('select 2')).not.toBe(two);
  expect(cache.size).toBe(2);
  database.close();
});

test('a kept statement goes on when the table changes', () => {
  const database = new Sqlite(':memory:');
  database.exec('create table t (a integer); insert into t values (1)');
  const cache = new StatementCache(database);
  expect(cache.get('select * from t').all()).toEqual([{ a: 1 }]);
  database.exec("alter table t add column b text default 'x'");
  expect(cache.get('select * from t').all()).toEqual([{ a: 1, b: 'x' }]);
  database.close();
});
