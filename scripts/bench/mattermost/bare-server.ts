import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { bodyOf } from '../../../test/fakes/shared/body.ts';
import { answerParent } from '../load/child.ts';

/** The least that answers Mattermost: the form is parsed, and nothing is said. */
const server = createServer(async (request, response) => {
  const body = (await bodyOf(request)).toString();
  if (request.headers['content-type'] === 'application/json') JSON.parse(body);
  else Object.fromEntries(new URLSearchParams(body));
  response.writeHead(200, { 'content-type': 'application/json' }).end('{}');
});

/** Asked once, it opens and answers with its address. */
answerParent<'open'>(async () => {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
