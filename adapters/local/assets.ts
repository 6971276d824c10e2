import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Hono } from 'hono';
import { Refusal } from './errors.ts';

/** The page's files as `npm run build` leaves them, by the path they are served under. */
const FILES: Readonly<Record<string, { file: string; type: string }>> = {
  '/local/': { file: 'index.html', type: 'text/html; charset=utf-8' },
  '/local/main.js': { file: 'main.js', type: 'text/javascript; charset=utf-8' },
  '/local/page.css': { file: 'page.css', type: 'text/css; charset=utf-8' },
};

const ICON = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 64 64"><rect width="64" height="64" rx="14" fill="#3d4db7"/><path d="M32 12a17 17 0 0 0-9 31.4V48h18v-4.6A17 17 0 0 0 32 12z" fill="#ffd65c"/><path d="M25 51h14v2a3 3 0 0 1-3 3h-8a3 3 0 0 1-3-3z" fill="#fff"/></svg>`;

/**
 * Serves the built page. It is read each time, so that a rebuild shows without a restart; without a build
 * the answer says what to run.
 */
export function assets(): Hono {
  const folder = builtPage();
  const app = new Hono();
  for (const [path, { file, type }] of Object.entries(FILES)) {
    app.get(path, async (c) => {
      const content = await readFile(join(folder, file), 'utf8').catch(() => {
        throw new Refusal('notBuilt');
      });
      return c.body(content, 200, { 'Content-Type': type, 'Cache-Control': 'no-cache' });
    });
  }
  return app.get('/local/icon.svg', (c) => c.body(ICON, 200, { 'Content-Type': 'image/svg+xml' }));
}

/** Beside this file when built; in dist/ when it runs from its source, where only main.tsx is beside it. */
function builtPage(): string {
  const beside = join(import.meta.dirname, 'page');
  return existsSync(join(beside, 'main.js'))
    ? beside
    : join(import.meta.dirname, '../../dist/adapters/local/page');
}
