import type { ServerResponse } from 'node:http';
import type { Clock } from '../../shared/clock.ts';
import type { Fault } from '../faults.ts';
import { rateLimited } from '../web-api/dispatch.ts';
import { send } from './send.ts';

/** A request and what is to go wrong with it; null: nothing. */
export interface Troubled {
  readonly fault: Fault | null;
  readonly response: ServerResponse;
  readonly clock: Clock;
  readonly stopped: AbortSignal;
}

/** Plays the part of a fault before anything is done. True: nothing is to be done any more. */
export async function failedBefore(troubled: Troubled): Promise<boolean> {
  const { fault, response } = troubled;
  switch (fault?.kind) {
    case 'rate limited':
      send(response, rateLimited(fault.retryAfterS));
      return true;
    case 'status':
      response.writeHead(fault.status, { 'content-type': 'text/html' }).end('<html>Slack is not well</html>');
      return true;
    case 'error':
      send(response, { status: 200, body: { ok: false, error: fault.error } });
      return true;
    case 'hang':
      await wait(fault.ms, troubled);
      response.destroy();
      return true;
    case 'refused connection':
      response.destroy();
      return true;
    case 'late answer':
    case 'lost answer':
    case undefined:
      return false;
  }
}

/** Plays the part of a fault after everything is done. True: there is nobody to answer any more. */
export async function failedAfter(troubled: Troubled): Promise<boolean> {
  const { fault, response } = troubled;
  if (fault?.kind === 'late answer') await wait(fault.ms, troubled);
  if (fault?.kind === 'lost answer') response.destroy();
  return response.destroyed;
}

/** Waits by the clock, no longer than the caller does. */
async function wait(ms: number, { response, clock, stopped }: Troubled): Promise<void> {
  const gone = new AbortController();
  response.once('close', () => gone.abort());
  await clock.sleep(ms, AbortSignal.any([gone.signal, stopped]));
}
