import type { RequestListener } from 'node:http';

/** What /readyz says: each part by name, and what is wrong with it; null when it is well. */
export type Readiness = Readonly<Record<string, string | null>>;

/** `/healthz`: the process answers. No more, so that a slow database does not get it restarted. */
export const healthz: RequestListener = (_request, response) => {
  response
    .writeHead(200, { 'content-type': 'application/json', 'cache-control': 'no-store' })
    .end('{"ok":true}\n');
};

/** `/readyz`: 200 when every part is well, else 503 with what is not. For load balancers and start-up scripts. */
export function readyz(ask: () => Promise<Readiness>): RequestListener {
  return async (_request, response) => {
    const parts = await ask().catch((): Readiness => ({ box: 'cannot tell' }));
    const ready = Object.values(parts).every((wrong) => wrong === null);
    const named = Object.entries(parts).map(([name, wrong]) => [name, wrong ?? 'ok']);
    response
      .writeHead(ready ? 200 : 503, { 'content-type': 'application/json', 'cache-control': 'no-store' })
      .end(`${JSON.stringify({ ready, parts: Object.fromEntries(named) })}\n`);
  };
}
