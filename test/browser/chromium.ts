import { existsSync } from 'node:fs';
import { afterAll, beforeAll, test } from '@jest/globals';
import { type Browser, chromium } from 'playwright-core';

const EXECUTABLE = '/usr/bin/chromium';

const ARGUMENTS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/**
 * Declares tests that need a browser. Without one they are left out, and say so; with REQUIRE_ALL_TESTS set
 * that is a failure.
 */
export function withChromium(declare: (browser: () => Browser) => void): void {
  if (!existsSync(EXECUTABLE)) {
    test('left out: the browser tests need chromium', () => {
      const advice = `no ${EXECUTABLE}; on Debian: apt-get install -y --no-install-recommends chromium fonts-dejavu-core`;
      if (process.env.REQUIRE_ALL_TESTS) throw new Error(advice);
      console.log(`Browser tests left out: ${advice}`);
    });
    return;
  }
  let browser: Browser;
  beforeAll(async () => {
    browser = await chromium.launch({ executablePath: EXECUTABLE, args: ARGUMENTS });
  });
  afterAll(() => browser.close());
  declare(() => browser);
}
