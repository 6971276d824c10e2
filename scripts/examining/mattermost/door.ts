import { PREFIX } from '../../../adapters/mattermost/doors.ts';
import type { Config } from '../../../src/config.ts';
import { type Check, failure, ok, warning } from '../check.ts';
import { localUrl } from '../local-url.ts';
import { type FetchFailure, whyOf } from '../why-of.ts';

const NAME = 'mattermost door';

/** The box answers at once. */
const PATIENCE_MS = 5_000;

/** Whether a box that serves Mattermost runs on this machine. Null: a port that nobody knows beforehand. */
export async function checkDoor(
  address: Pick<Config, 'host' | 'port'>,
  realm: string,
): Promise<Check | null> {
  const url = localUrl(address, `${PREFIX}${realm}/command`);
  if (url === null) return null;
  const status = await statusAt(url);
  if (typeof status === 'string') {
    const remedy =
      'start the box, then run this again: only a running box shows whether the server reaches it';
    return warning(NAME, `${url} cannot be reached from this machine: ${status}`, remedy);
  }
  // Nothing but a POST is taken there.
  if (status === 405) return ok(NAME, `the box listens at ${url}`);
  const remedy =
    'something else listens there, or the box runs with other settings: see PORT, CHAT_ADAPTERS, MATTERMOST_URL';
  return failure(NAME, `${url} answers ${status}`, remedy);
}

async function statusAt(url: string): Promise<number | string> {
  try {
    const { status } = await fetch(url, { redirect: 'manual', signal: AbortSignal.timeout(PATIENCE_MS) });
    return status;
  } catch (error) {
    return whyOf(error as FetchFailure);
  }
}
