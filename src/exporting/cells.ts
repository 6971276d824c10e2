import { z } from 'zod';
import type { Wire } from './records.ts';

type Value = Wire[string];

/** A spreadsheet would take such a beginning for a formula; the last is ours, and must not be taken for it. */
const GUARDED = /^[=+\-@\t\r']/;
const GUARD = "'";

/** What a cell may hold. */
interface Cell {
  name: string;
  type: 'number' | 'truth' | 'text';
  nullable: boolean;
}

/** The columns of a kind of record, from the one description of it. */
export function cellsOf(schema: z.ZodObject): Cell[] {
  return Object.entries(schema.shape).map(([name, type]) => {
    const nullable = type instanceof z.ZodNullable;
    const inner = nullable ? type.unwrap() : type;
    if (inner instanceof z.ZodNumber) return { name, type: 'number', nullable };
    return { name, type: inner instanceof z.ZodBoolean ? 'truth' : 'text', nullable };
  });
}

/**
 * A value as a cell of a CSV file that is safe to open in a spreadsheet. Nothing is null; where null may be, an
 * empty text is a guard alone.
 */
export function toCell(value: Value | undefined, { nullable }: Pick<Cell, 'nullable'>): string {
  if (value === null || value === undefined) return '';
  const text = String(value);
  return GUARDED.test(text) || (nullable && text === '') ? GUARD + text : text;
}

/** The value {@link toCell} made a cell of. What is of no such type stays a text, for the schema to refuse. */
export function fromCell(cell: string, { type, nullable }: Omit<Cell, 'name'>): Value {
  if (nullable && cell === '') return null;
  const text = cell.startsWith(GUARD) ? cell.slice(GUARD.length) : cell;
  if (type === 'number' && /^-?\d+$/.test(text)) return Number(text);
  if (type === 'truth' && (text === 'true' || text === 'false')) return text === 'true';
  return text;
}
