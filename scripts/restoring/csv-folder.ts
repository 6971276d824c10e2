import type { Kind } from '../../src/exporting/records.ts';

/** What the header and the counts of an export in CSV are in; says that a folder is one. */
export const HEADER_FILE = 'export.json';

/** The file of a kind of record. */
export const tableFile = (kind: Kind): string => `${kind}.csv`;
