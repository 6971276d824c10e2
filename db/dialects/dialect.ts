import type { ColumnDataType, ColumnDefinitionBuilder, CreateTableBuilder, Kysely } from 'kysely';
import type { Database } from '../schema.ts';

/**
 * The seam between the box and a database engine. Above it there is one SQL, the part every engine has
 * (`on conflict`, `returning`); what differs stands behind it, one file an engine.
 */
export interface Engine {
  /** Writes, one transaction at a time; a transaction holds the right to write from its beginning. */
  write: Kysely<Database>;
  /** Reads what is committed, beside the writer. */
  read: Kysely<Database>;
  ddl: Ddl;
  /** Waits for the transaction in hand. */
  close(): Promise<void>;
}

/** How an engine declares what the migrations need. */
export interface Ddl {
  /** An integer that holds milliseconds since 1970. */
  instant: ColumnDataType;
  /** A primary key the engine draws; a number is never used twice, even after its row is gone. */
  drawn(column: ColumnDefinitionBuilder): ColumnDefinitionBuilder;
  /** Ends a table that has a drawn key, or a number as its key. */
  rows<T extends string, C extends string>(table: CreateTableBuilder<T, C>): CreateTableBuilder<T, C>;
  /** Ends a table of short rows that are always found by their whole key. */
  keyed<T extends string, C extends string>(table: CreateTableBuilder<T, C>): CreateTableBuilder<T, C>;
  /** Makes `idea_index`, the full-text index of terms: columns title, body and lab, found by the idea's number. */
  ideaIndex(db: Kysely<unknown>): Promise<void>;
}
