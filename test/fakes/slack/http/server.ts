import type { IncomingMessage, ServerResponse } from 'node:http';
import { bodyOf } from '../../shared/body.ts';
import { objectOf, parseJson } from '../../shared/json.ts';
import type { Receiving } from '../../shared/loopback-server.ts';
import type { SocketWay } from '../delivery/socket-way.ts';
import type { SlackFaults } from '../faults.ts';
import { answerByUrl } from '../interactivity/answers.ts';
import type { Platform } from '../platform.ts';
import { uploadedBytes } from './body.ts';
import { failedAfter, failedBefore } from './failing.ts';
import { send } from './send.ts';
import type { WebApiDoor } from './web-api-door.ts';

/** The parts the server opens doors to. */
export interface Behind {
  readonly platform: Platform;
  readonly api: WebApiDoor;
  readonly socket: SocketWay;
  readonly faults: SlackFaults;
  readonly stopped: AbortSignal;
}

/** What the server does with requests and upgrades. */
export function receivingFor(behind: () => Behind): Receiving {
  return {
    request: (request, response) => route(behind(), request, response),
    upgrade: (request, socket, head) => behind().socket.upgrade(request, socket, head),
  };
}

async function route(behind: Behind, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const { platform, api } = behind;
  response.setHeader('date', new Date(platform.clock.now()).toUTCString());
  const url = new URL(request.url ?? '/', platform.url);
  const [, door = ''] = url.pathname.split('/');
  if (door === 'api') return api.handle(url, request, response);
  const body = await bodyOf(request);
  if (request.method === 'POST' && (door === 'commands' || door === 'actions')) {
    await hook(behind, url.pathname, body.toString('utf8'), response);
  } else if (request.method === 'POST' && door === 'upload') {
    upload(platform, url.pathname, uploadedBytes(request.headers['content-type'] ?? '', body), response);
  } else {
    response.writeHead(404).end();
  }
}

/** A post to a response_url; 'response_url' is its name among the faults. */
async function hook(
  { platform, faults, stopped }: Behind,
  path: string,
  body: string,
  response: ServerResponse,
): Promise<void> {
  const json = parseJson(body);
  const fault = faults.take('response_url', objectOf(json) ?? {});
  const troubled = { fault, response, clock: platform.clock, stopped };
  if (await failedBefore(troubled)) return;
  const answer = answerByUrl(platform, path, json);
  if (!(await failedAfter(troubled))) send(response, answer);
}

/** Takes the bytes of a file at the address handed out for it, as many as were announced. */
function upload({ world }: Platform, path: string, bytes: Buffer, response: ServerResponse): void {
  const [, , , id = '', secret = ''] = path.split('/');
  const file = world.files.get(id);
  if (!file || file.secret !== secret || file.readyAt !== null) {
    response.writeHead(404).end();
    return;
  }
  if (bytes.length !== file.length) {
    response.writeHead(400).end(`expected ${file.length} bytes`);
    return;
  }
  file.bytes = bytes;
  response.writeHead(200).end(`OK - ${bytes.length}`);
}
