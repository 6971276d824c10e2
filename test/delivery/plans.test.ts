import { expect, test } from '@jest/globals';
import { type CompiledQuery, sql } from 'kysely';
import { databaseOn } from '../../db/open.ts';
import { openTempEngine } from '../db/open-temp-engine.ts';
import { ManualClock } from '../manual-clock.ts';
import { saying } from './stage.ts';

test('what is done with one message reads none of the others: each statement goes by an index', async () => {
  const queries: CompiledQuery[] = [];
  const engine = await openTempEngine(({ query }) => {
    queries.push(query);
  });
  const clock = new ManualClock();
  const { unitOfWork, reads } = databaseOn(engine, { clock });
  const lane = 'channel ["test","r","c1"]';
  queries.length = 0;

  await unitOfWork.run(async ({ outbox, delivery }) => {
    await outbox.say(saying('c1', 'k'));
    await outbox.repaintCards(1);
    const now = clock.now();
    const lease = { holder: 'box run', now, until: now + 1 };
    const parcel = await delivery.take(lane, lease);
    if (!parcel) throw new Error('nothing to send');
    const handed = await delivery.handOver(parcel, lease, false);
    if (!handed) throw new Error('not to be sent');
    const posted = { platform: 'test', realm: 'r', channel: 'c1', message: 'm1' };
    await delivery.settle(handed, { kind: 'sent', posted }, lease);
    await delivery.takeRepaint('repaints', lease);
    await outbox.withhold(1);
  });
  await reads.delivery.dueLanes({ platform: 'test', realm: 'r', kind: 'messages' }, clock.now(), 8);
  await reads.delivery.nextDue({ platform: 'test', realm: 'r' }, clock.now());
  await reads.delivery.figures(clock.now());

  const statements = queries.filter(({ sql }) => /^(select|update|delete)/.test(sql));
  expect(statements.length).toBeGreaterThan(15);
  for (const query of statements) {
    const plan = await explain(query);
    expect({ sql: query.sql, plan }).toMatchObject({ plan: expect.not.stringMatching(/SCAN (?!subquery)/) });
    // SQLite would rather go by another index here, and read every row that waits.
    if (/from "outbox" where "lane"/.test(query.sql)) expect(plan).toContain('outbox_of_lane');
    expect(plan).not.toContain('TEMP B-TREE');
  }
  await engine.close();

  async function explain(query: CompiledQuery): Promise<string> {
    const values = query.parameters.map((value) => sql.lit(value));
    const parts = query.sql.split('?');
    const text = parts.map((part, n) => sql`${sql.raw(part)}${values[n] ?? sql.raw('')}`);
    const { rows } = await sql<{ detail: string }>`explain query plan ${sql.join(text, sql.raw(''))}`.execute(
      engine.tables,
    );
    return rows.map(({ detail }) => detail).join('; ');
  }
});
