import { type Header, readHeader } from '../../src/exporting/header.ts';
import { faultOf } from '../../src/exporting/records.ts';
import { BrokenExportError, type ReadEntry } from '../../src/exporting/restore-everything.ts';

/** An export that is being read: its header is there, its records come one by one, its trailer last. */
export interface ReadExport {
  header: Header;
  entries: AsyncIterable<ReadEntry>;
}

/** A line of JSON. */
export function parsed(where: string, text: string): ReadEntry {
  try {
    return { where, value: JSON.parse(text) as unknown };
  } catch {
    return { where, fault: 'is not JSON as an export has it, one record a line' };
  }
}

/** The header in a text of JSON. */
export function headerIn(where: string, text: string): Header {
  const read = parsed(where, text);
  if ('fault' in read) throw new BrokenExportError(`${where}: ${read.fault}`);
  const header = readHeader(read.value);
  if (!header.success) throw new BrokenExportError(`${where}: ${faultOf(header.error)}`);
  return header.data;
}
