import { createClient } from '../../../adapters/slack/client.ts';
import { codeOf } from '../../../adapters/slack/codes.ts';
import type { Clock } from '../../../src/clock.ts';
import { type Check, failure, ok } from '../check.ts';
import { APP_TOKEN_PAGE, SOCKET_PAGE } from './places.ts';
import type { Skew } from './skew.ts';

const NAME = 'slack sockets';

/** Asks for the address of a socket, and does not open it: the running box keeps its own. */
export async function checkSockets(
  { appToken, apiUrl }: { appToken: string; apiUrl: string },
  skew: Skew,
  clock: Clock,
): Promise<Check> {
  const client = createClient(appToken, { apiUrl, clock, fetch: skew.fetch });
  try {
    await client.apps.connections.open();
    return ok(NAME, 'Slack gives out sockets for SLACK_APP_TOKEN');
  } catch (error) {
    const remedy =
      `a token with the scope connections:write of this app in SLACK_APP_TOKEN (${APP_TOKEN_PAGE}), ` +
      `and Socket Mode on (${SOCKET_PAGE})`;
    return failure(NAME, `Slack gives out no socket: ${codeOf(error)}`, remedy);
  }
}
