import { describe, expect, test } from '@jest/globals';
import { deliveryReads } from '../../db/read-models/delivery-reads.ts';
import { digestReads } from '../../db/read-models/digest-reads.ts';
import { outboxStore } from '../../db/stores/outbox.ts';
import { systemClock } from '../../src/clock.ts';
import { openTempEngine } from './open-temp-engine.ts';
import { SeenStatements } from './plans.ts';
import { describeIdeaLists } from './read-models/idea-lists.ts';
import { describeLinks } from './read-models/links.ts';
import { describeStores } from './stores/describe-stores.ts';
import { inTransaction, makeCard, makeWorld } from './world.ts';

const seen = new SeenStatements();
const open = () => openTempEngine(seen.log);

describeStores('SQLite', open);
describeIdeaLists('SQLite', open);
describeLinks('SQLite', open);

/** After the suites, which have run every statement there is. */
describe('every statement of the suites above', () => {
  test('reads index ranges, never a whole table of something that grows', async () => {
    const engine = await open();
    await inTransaction(engine, makeWorld);
    await makeCard(engine.tables, 1, 'm1');
    await inTransaction(engine, async (tx) => {
      const outbox = outboxStore(tx, systemClock);
      await outbox.say({
        to: { platform: 'local', realm: 'local', user: 'anais' },
        lang: 'fr',
        what: { kind: 'card', idea: 1 },
        key: 'k',
      });
      await outbox.repaintCards(1);
      await outbox.repaint(1);
      await outbox.repaintDigests(1);
      await outbox.withhold(1);
    });
    const [week, before] = [
      { start: 7, end: 14 },
      { start: 0, end: 7 },
    ];
    const digests = digestReads(engine.read);
    await digests.byId(1);
    await digests.ofWeek(1, '2025-W44');
    await digests.latest(1);
    await digests.claims(1, 0);
    await digests.figures(1, week, before);
    await digests.gains(1, week, 5);
    await digests.answered(1, week);
    await digests.leastVoted(1, week, { skip: 4, limit: 3 });
    const delivery = deliveryReads(engine.read);
    const realm = { platform: 'local', realm: 'local' };
    await delivery.realms();
    await delivery.dueLanes({ ...realm, kind: 'messages' }, 0, 5);
    await delivery.nextDue(realm, 0);
    await delivery.figures(0);
    await delivery.parked(5);

    expect(seen.sql.length).toBeGreaterThan(80);
    const file = engine.url.slice('sqlite:'.length);
    seen.expectIndexRanges(file);
    // What is merged from several labs comes in its order from each: nothing is sorted, however many there are.
    seen.expectOrderedRanges(
      file,
      (sql) => /from "ideas" where "lab" = .* limit/.test(sql),
      /^SEARCH ideas USING INDEX \w+ \(lab=\? AND (listed|open)=\?/,
    );
    // Along one person's votes from the newest, as far as the limit: no vote of theirs is sorted.
    seen.expectPlans(
      file,
      (sql) => /from "votes" inner join "ideas" .* limit/.test(sql),
      (plan) => {
        expect(plan.join('; ')).toContain('INDEX votes_of_member (member=? AND value=?)');
        expect(plan.join()).not.toContain('TEMP B-TREE');
      },
    );
    await engine.close();
  });
});
