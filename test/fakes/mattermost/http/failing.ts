import type { ServerResponse } from 'node:http';
import type { Clock } from '../../shared/clock.ts';
import type { Fault } from '../faults.ts';
import { orderedError, respondPage, respondTooMany } from './respond.ts';

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
      respondTooMany(response, fault.retryAfterS, 100);
      return true;
    case 'status':
      respondPage(response, fault.status);
      return true;
    case 'error':
      response.writeHead(fault.status, { 'content-type': 'application/json' });
      response.end(JSON.stringify(orderedError(fault.id, fault.status)));
      return true;
    case 'hang':
      await wait(fault.ms, troubled);
      response.destroy();
      return true;
    case 'refused connection':
      response.destroy();
      return true;
    case 'slow':
    case 'late answer':
    case 'lost answer':
    case undefined:
      return false;
  }
}

/** Lets the time of a slow request pass, before it is done. */
export async function passSlowly(troubled: Troubled): Promise<void> {
  if (troubled.fault?.kind === 'slow') await wait(troubled.fault.ms, troubled);
}

/** Plays the part of a fault after everything is done. True: there is nobody to answer any more. */
export async function failedAfter(troubled: Troubled): Promise<boolean> {
  const { fault, response } = troubled;
  if (fault?.kind === 'late answer') await wait(fault.ms, troubled);
  if (fault?.kind === 'lost answer') response.destroy();
  return response.destroyed;
}

/** Waits by the clock; a request goes on although its caller left, as the server's do. */
async function wait(ms: number, { clock, stopped }: Troubled): Promise<void> {
  await clock.sleep(ms, stopped);
}
