import { setTimeout as sleep } from 'node:timers/promises';
import { bodyOf } from '../../../test/fakes/shared/body.ts';
import { parseJson } from '../../../test/fakes/shared/json.ts';
import { LoopbackServer } from '../../../test/fakes/shared/loopback-server.ts';
import { routed } from './calls.ts';
import type { StandIn } from './stand-in.ts';

/** Lets the box call the server, over HTTP and WebSocket. Resolves with the address. */
export async function serve(server: StandIn): Promise<string> {
  const loopback: LoopbackServer = new LoopbackServer({
    async request(request, response) {
      const body = (await bodyOf(request)).toString();
      const path = request.url?.split('?')[0] ?? '';
      const call = { method: request.method ?? '', path, body: parseJson(body) };
      const { status, json, atOnce } = routed(server, call);
      if (!atOnce && server.answersAfterMs > 0) await sleep(server.answersAfterMs);
      const plain = typeof json === 'string';
      const type = plain ? 'text/plain' : 'application/json';
      response.writeHead(status, { 'content-type': type }).end(plain ? json : JSON.stringify(json));
    },
    upgrade: (request, socket, head) =>
      server.upgrade(new URL(request.url ?? '/', `http://${loopback.host}`), request, socket, head),
  });
  await loopback.listen(0);
  return `http://${loopback.host}`;
}
