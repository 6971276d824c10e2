import type { Counts, Header, Persons } from '../../src/exporting/header.ts';
import type { Kind, Wire } from '../../src/exporting/records.ts';
import type { TextSink } from './destination.ts';

/** How the forms of an export are written: a beginning, records kind by kind, an end. */
export interface ExportWriter {
  begin(header: Header): Promise<void>;
  /** Some records of a kind; all of one kind come before those of the next. */
  write(kind: Kind, records: readonly Wire[]): Promise<void>;
  /** Afterwards the export is complete. */
  end(counts: Counts): Promise<void>;
}

/** The forms there are. */
export const FORMATS = ['ndjson', 'csv', 'json'] as const;
/** A form of an export. */
export type Format = (typeof FORMATS)[number];

/** What a writer needs to know. */
export interface WriterOptions {
  persons: Persons;
}

const lineOf = (kind: Kind, wire: Wire): string => JSON.stringify({ record: kind, ...wire });

/** One JSON value a line: the header, the records, the counts. */
export function ndjsonWriter(sink: TextSink): ExportWriter {
  return {
    begin: (header) => sink.write(`${JSON.stringify(header)}\n`),
    write: (kind, records) => sink.write(records.map((wire) => `${lineOf(kind, wire)}\n`).join('')),
    end: (counts) => sink.write(`${JSON.stringify({ counts })}\n`),
  };
}

/**
 * The same as one JSON document: the header's fields, `records`, `counts`. A record a line, so that it is read
 * back without having all of it in memory.
 */
export function jsonWriter(sink: TextSink): ExportWriter {
  let separator = '\n';
  return {
    begin: (header) => sink.write(`${JSON.stringify(header).slice(0, -1)},"records":[`),
    async write(kind, records) {
      if (records.length === 0) return;
      await sink.write(separator + records.map((wire) => lineOf(kind, wire)).join(',\n'));
      separator = ',\n';
    },
    end: (counts) => sink.write(`\n],${JSON.stringify({ counts }).slice(1)}\n`),
  };
}
