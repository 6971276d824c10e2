import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll } from '@jest/globals';
import { tempDir } from '../db/open-temp-engine.ts';

/** Writes files into a folder of the test file's own. */
export function filesForAll(): (name: string, content: string | Buffer) => string {
  let made: ReturnType<typeof tempDir> | undefined;
  beforeAll(() => {
    made = tempDir();
  });
  afterAll(() => made?.remove());
  return (name, content) => {
    if (!made) throw new Error('only inside a test');
    const path = join(made.dir, name);
    writeFileSync(path, content);
    return path;
  };
}

/** All that an asynchronous source gives. */
export async function all<T>(source: AsyncIterable<T>): Promise<T[]> {
  const found: T[] = [];
  for await (const one of source) found.push(one);
  return found;
}
