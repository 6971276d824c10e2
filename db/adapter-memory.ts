import type { KeptMemory } from '../src/chat/contexts.ts';
import type { Engine } from './dialects/dialect.ts';

/** What one adapter keeps: tokens, sequence numbers. */
export function adapterMemory({ read, write }: Engine, adapter: string): KeptMemory {
  return {
    async get(key) {
      const row = await read
        .selectFrom('adapter_memory')
        .select('value')
        .where('adapter', '=', adapter)
        .where('key', '=', key)
        .executeTakeFirst();
      return row?.value ?? null;
    },

    async set(key, value, owner) {
      if (value === null) {
        await write
          .deleteFrom('adapter_memory')
          .where('adapter', '=', adapter)
          .where('key', '=', key)
          .execute();
        return;
      }
      await write
        .insertInto('adapter_memory')
        .values({ adapter, key, value, owner: owner ?? null })
        .onConflict((conflict) =>
          conflict
            .columns(['adapter', 'key'])
            .doUpdateSet((eb) => ({ value: eb.ref('excluded.value'), owner: eb.ref('excluded.owner') })),
        )
        .execute();
    },
  };
}
