// Starts the built program with plain node on an empty database, waits until it is ready, and stops it as a
// service manager would. Exits 0 when the program became ready and ended by itself with 0.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

const READY_MS = 30_000;
const STOPPED_MS = 20_000;

async function freePort() {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address();
  server.close();
  await once(server, 'close');
  return port;
}

async function isReady(url) {
  try {
    return (await fetch(url, { signal: AbortSignal.timeout(2_000) })).status === 200;
  } catch {
    return false;
  }
}

const folder = mkdtempSync(join(tmpdir(), 'boite-'));
const port = await freePort();
// From another folder: the program must find its own files, and must not read a developer's .env.
const program = spawn(
  process.execPath,
  ['--enable-source-maps', join(import.meta.dirname, '../dist/src/main.js')],
  {
    cwd: folder,
    env: {
      ...process.env,
      HOST: '127.0.0.1',
      PORT: String(port),
      DATABASE_URL: `sqlite:${join(folder, 'box.db')}`,
    },
    stdio: 'inherit',
  },
);
let ended;
const end = once(program, 'exit').then(([code, signal]) => {
  ended = signal ?? code;
});

try {
  const url = `http://127.0.0.1:${port}/readyz`;
  const until = Date.now() + READY_MS;
  while (!(await isReady(url))) {
    if (ended !== undefined) throw new Error(`it ended with ${ended} before it was ready`);
    if (Date.now() > until) throw new Error(`${url} was not 200 within ${READY_MS} ms`);
    await sleep(100);
  }
  console.log('ready');

  program.kill('SIGTERM');
  await Promise.race([end, sleep(STOPPED_MS, undefined, { ref: false })]);
  if (ended === undefined) throw new Error(`it did not end within ${STOPPED_MS} ms of SIGTERM`);
  if (ended !== 0) throw new Error(`it ended with ${ended} instead of 0`);
  console.log('stopped with 0');
} catch (error) {
  console.error(`start and stop: ${error.message}`);
  process.exitCode = 1;
} finally {
  if (ended === undefined) {
    program.kill('SIGKILL');
    await end;
  }
  rmSync(folder, { recursive: true, force: true });
}
