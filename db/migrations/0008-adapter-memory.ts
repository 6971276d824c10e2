import type { Kysely, Migration } from 'kysely';

/**
 * Keys of the adapters' memory are keyed hashes from here on, and a row says whom it concerns. The rows before named
 * persons in the clear, and nothing finds them any more: what they held is asked for again.
 */
export function adapterMemoryOwners(): Migration {
  return {
    async up(db: Kysely<unknown>) {
      await db.withTables<{ adapter_memory: { key: string } }>().deleteFrom('adapter_memory').execute();
      await db.schema.alterTable('adapter_memory').addColumn('owner', 'text').execute();
      await db.schema.createIndex('adapter_memory_owner').on('adapter_memory').column('owner').execute();
    },
  };
}
