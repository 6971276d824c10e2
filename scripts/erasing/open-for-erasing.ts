import { openSqlite } from '../../db/dialects/sqlite.ts';
import { migrate } from '../../db/migrations/index.ts';
import { draftStore } from '../../db/stores/drafts.ts';
import { erasureStore, overwriteDeleted } from '../../db/stores/erasure.ts';
import { memberStore } from '../../db/stores/members.ts';
import { outboxStore } from '../../db/stores/outbox.ts';
import { systemChance, systemClock } from '../../src/clock.ts';
import { type Erasable, eraseMember, findErasable } from '../../src/members/erase-member.ts';
import type { PersonRef } from '../../src/members/member-store.ts';

/** The database as erasing needs it. */
export interface Erasing {
  find(who: number | PersonRef): Promise<Erasable | null>;
  erase(
    who: number | PersonRef,
    ownersOf: (person: PersonRef) => readonly string[],
  ): Promise<Erasable | null>;
  close(): Promise<void>;
}

/**
 * Opens the database with the one store the running box does not have: no chat command can come near it.
 */
export async function openForErasing(url: string): Promise<Erasing> {
  const engine = await openSqlite(url);
  const storesOn = (tx: typeof engine.write) => ({
    members: memberStore(tx),
    drafts: draftStore(tx),
    outbox: outboxStore(tx, systemClock),
    erasure: erasureStore(tx, systemChance),
  });
  try {
    await migrate(engine.write, engine.ddl);
    await overwriteDeleted(engine.write);
  } catch (error) {
    await engine.close();
    throw error;
  }
  return {
    find: (who) => findErasable(storesOn(engine.read), who),
    erase: (who, ownersOf) =>
      engine.write.transaction().execute((tx) => eraseMember(storesOn(tx), { who, ownersOf })),
    close: () => engine.close(),
  };
}
