import { afterEach, beforeEach } from '@jest/globals';
import type { TempEngine } from '../open-temp-engine.ts';
import type { Open } from '../world.ts';

/** A fresh engine for each test of the enclosing `describe`, closed after it. */
export function eachWith(open: Open): () => TempEngine {
  let engine: TempEngine | undefined;
  beforeEach(async () => {
    engine = await open();
  });
  afterEach(async () => {
    await engine?.close();
    engine = undefined;
  });
  return () => {
    if (!engine) throw new Error('only inside a test');
    return engine;
  };
}
