import type { Compilable, Kysely } from 'kysely';
import { prepared } from './prepared.ts';
import type { Database } from './schema.ts';

/** How many rows one statement takes: as many as fit at each step, so that few statements are ever compiled. */
const SIZES = [64, 8, 1] as const;

type Cell = string | number | null;

/**
 * A statement over many rows of values, run in pieces: an insert of several rows, or a select of what they name. As
 * with {@link prepared}, `build` gets placeholders, here a row each, and may not look at them. Gives the rows that
 * came back, in no order.
 */
export function inBulk<V extends { [K in keyof V]: Cell }, O>(
  columns: readonly (keyof V & string)[],
  build: (db: Kysely<Database>, rows: V[]) => Compilable<O>,
): (db: Kysely<Database>, rows: readonly V[]) => Promise<O[]> {
  const statements = SIZES.map((size) => ({
    size,
    run: prepared((db, v: Record<string, Cell>) => build(db, placeholders<V>(v, size, columns))),
  }));
  return async (db, rows) => {
    const back: O[] = [];
    let at = 0;
    for (const { size, run } of statements) {
      for (; rows.length - at >= size; at += size) {
        const { rows: some } = await run(db, cells(rows, at, size, columns));
        for (const row of some) back.push(row);
      }
    }
    return back;
  };
}

const slot = (row: number, column: string): string => `${row}.${column}`;

function placeholders<V>(v: Record<string, Cell>, size: number, columns: readonly (keyof V & string)[]): V[] {
  return Array.from(
    { length: size },
    (_, row) => Object.fromEntries(columns.map((column) => [column, v[slot(row, column)]])) as V,
  );
}

function cells<V extends { [K in keyof V]: Cell }>(
  rows: readonly V[],
  from: number,
  size: number,
  columns: readonly (keyof V & string)[],
): Record<string, Cell> {
  const values: Record<string, Cell> = {};
  for (let row = 0; row < size; row++) {
    const given = rows[from + row];
    for (const column of columns) if (given) values[slot(row, column)] = given[column];
  }
  return values;
}
