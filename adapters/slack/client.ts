import { LogLevel, type Logger as SlackLogger, WebClient, type WebClientOptions } from '@slack/web-api';
import { leanFetch } from '../../src/chat/kit/lean-fetch.ts';
import type { ServerTime } from '../../src/chat/kit/server-time.ts';
import type { Clock } from '../../src/clock.ts';

/** How long Slack may take to answer one call, milliseconds; the box gives an adapter 30 s in all. */
export const CALL_MS = 10_000;
/** Waited after a 429 that does not say how long, seconds. */
const RETRY_AFTER_S = 30;

export interface ClientOptions {
  /** Ends with a slash. */
  apiUrl: string;
  clock: Clock;
  /** Told of the `Date` of each answer. */
  time?: ServerTime;
  /** Calls at a time; others wait. Default: the SDK's, 100. */
  concurrency?: number;
  /** How requests are sent, where somebody looks at the answers beside. */
  fetch?: typeof fetch;
}

/** A client of one workspace. It tries everything once: what is tried again, and when, is the outbox's business. */
export function createClient(token: string, options: ClientOptions): WebClient {
  return new WebClient(token, clientOptions(options));
}

/**
 * Settings for every client of Slack, the ones inside of Bolt too; a fresh object each time, since the SDK writes
 * into what it is given. Never add `headers`: the first client would leave its token in them for the next.
 */
export function clientOptions({
  apiUrl,
  clock,
  time,
  concurrency = 100,
  fetch: send = leanFetch,
}: ClientOptions): WebClientOptions {
  return {
    slackApiUrl: apiUrl,
    fetch: carefully(send, clock, time),
    // Should ours ever fail to end a call.
    timeout: 2 * CALL_MS,
    maxRequestConcurrency: concurrency,
    retryConfig: { retries: 0 },
    rejectRateLimitedCalls: true,
    logger: silent,
  };
}

/**
 * `fetch` for calls of the Web API: ends after {@link CALL_MS} of the box's clock, the body included, and brings
 * the two answers the SDK mistakes into shape: a 429 without Retry-After, and a page of somebody on the way that says
 * 200 (the SDK would take its whole text for the code of an error).
 */
function carefully(send: typeof fetch, clock: Clock, time?: ServerTime): typeof fetch {
  return async (input, init) => {
    const asked = clock.now();
    const late = new AbortController();
    const answered = new AbortController();
    const signals = [late.signal, ...(init?.signal ? [init.signal] : [])];
    void clock.sleep(CALL_MS, answered.signal).then(() => late.abort(new Error('no answer in time')));
    try {
      const response = await send(input, { ...init, signal: AbortSignal.any(signals) });
      const body = await response.text();
      time?.heard(response.headers.get('date'), asked, clock.now());
      if (response.status === 200 && !isObject(body)) throw new Error('the answer is not from Slack');
      const headers = new Headers(response.headers);
      if (response.status === 429 && !(Number(headers.get('retry-after')) > 0)) {
        headers.set('retry-after', String(RETRY_AFTER_S));
      }
      // The body is decoded by now.
      headers.delete('content-encoding');
      headers.delete('content-length');
      const { status, statusText } = response;
      return new Response(status === 204 ? null : body, { status, statusText, headers });
    } catch (error) {
      // One kind of error for all that can go wrong on the way.
      throw Object.assign(new Error('no answer from Slack', { cause: error }), { code: reasonOf(error) });
    } finally {
      answered.abort('answered');
    }
  };
}

/** The network's own code (ENOTFOUND), however deep it lies; never a sentence. */
function reasonOf(error: unknown): string {
  if (typeof error !== 'object' || error === null) return 'NO_ANSWER';
  const { code, cause } = error as { code?: unknown; cause?: unknown };
  return typeof code === 'string' ? code : reasonOf(cause);
}

function isObject(body: string): boolean {
  try {
    const value: unknown = JSON.parse(body);
    return typeof value === 'object' && value !== null;
  } catch {
    return false;
  }
}

/** The SDK's log quotes requests and answers, texts included: what failed is logged where it is known, by its code. */
const silent: SlackLogger = {
  debug() {},
  info() {},
  warn() {},
  error() {},
  setLevel() {},
  getLevel: () => LogLevel.ERROR,
  setName() {},
};
