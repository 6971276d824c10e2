import { type FileHandle, open, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { BOX } from '../../src/exporting/header.ts';
import { errorCode } from '../support/error-code.ts';
import { HEADER_FILE } from './csv-folder.ts';

/** How every export of a box begins; another program may have put spaces between. */
const BEGINNING = new RegExp(`^\\s*\\{\\s*"box"\\s*:\\s*"${BOX}"`);
const BOM = '\uFEFF';

/** Is this an export of a box (a file, or the folder of one in CSV)? False also for what cannot be read. */
export async function isOwnExport(path: string): Promise<boolean> {
  try {
    return BEGINNING.test(await beginning(await headerFileOf(path)));
  } catch (error) {
    if (errorCode(error) !== null) return false;
    throw error;
  }
}

/** The file the header is in. */
async function headerFileOf(path: string): Promise<string> {
  return (await stat(path)).isDirectory() ? join(path, HEADER_FILE) : path;
}

async function beginning(path: string): Promise<string> {
  let file: FileHandle | undefined;
  try {
    file = await open(path);
    const { buffer, bytesRead } = await file.read(Buffer.alloc(64), 0, 64, 0);
    const text = buffer.toString('utf8', 0, bytesRead);
    return text.startsWith(BOM) ? text.slice(1) : text;
  } finally {
    await file?.close();
  }
}
