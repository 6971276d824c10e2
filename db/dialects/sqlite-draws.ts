import { type Kysely, sql } from 'kysely';
import type { Database } from '../schema.ts';

/** The highest id a table has ever drawn for a row. */
export interface Drawn {
  name: string;
  value: number;
}

/** The tables that draw the ids of their rows, with the highest ever drawn, also of rows that are gone. */
export async function drawn(db: Kysely<Database>, tables: readonly string[]): Promise<Drawn[]> {
  const { rows } = await sql<Drawn>`
    select name, seq as value from sqlite_sequence
    where name in (${sql.join(tables)}) order by name
  `.execute(db);
  return rows;
}

/** Never draws an id up to this one in a table: what still names a row that is gone must not find another. */
export async function drawBeyond(db: Kysely<Database>, { name, value }: Drawn): Promise<void> {
  await sql`
    update sqlite_sequence set seq = max(seq, ${value}) where name = ${name}
  `.execute(db);
  await sql`
    insert into sqlite_sequence (name, seq)
    select ${name}, ${value} where not exists (select 1 from sqlite_sequence where name = ${name})
  `.execute(db);
}
