import { expect } from '@jest/globals';

/**
 * Expects a promise to reject with this message. `rejects.toThrow` does not know errors of better-sqlite3: the
 * native module is loaded once a worker, so in all test files but the first its errors belong to another realm.
 */
export async function expectRefused(promise: Promise<unknown>, message: RegExp): Promise<void> {
  await expect(promise).rejects.toMatchObject({ message: expect.stringMatching(message) });
}
