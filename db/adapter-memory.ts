import type { AdapterContext } from '../src/chat/adapter.ts';
import type { Engine } from './dialects/dialect.ts';

/** What one adapter keeps: tokens, sequence numbers. Each `set` is committed when it resolves. */
export function adapterMemory({ read, write }: Engine, adapter: string): AdapterContext['memory'] {
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

    async set(key, value) {
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
        .values({ adapter, key, value })
        .onConflict((conflict) =>
          conflict.columns(['adapter', 'key']).doUpdateSet((eb) => ({ value: eb.ref('excluded.value') })),
        )
        .execute();
    },
  };
}
