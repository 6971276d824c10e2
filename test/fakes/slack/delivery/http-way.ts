import { Agent, request } from 'node:http';
import { type Clock, within } from '../../shared/clock.ts';
import { parseJson } from '../../shared/json.ts';
import type { SlackApp } from '../app.ts';
import { ACK_MS, type Delivery, type Receipt, type Way } from './delivery.ts';
import { bodyOf, FORM_TYPE, typeOf } from './dress.ts';
import { signedHeaders } from './signing.ts';

/** An answer of the app, as it came. */
export interface AppAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: string;
}

/** What a test may change of a request that looks like Slack's. */
export interface Forgery {
  readonly contentType?: string;
  /** Unix seconds; default: the clock's now. */
  readonly timestamp?: number;
  /** Default: the app's. */
  readonly secret?: string;
  /** More headers, or others; undefined takes one away. */
  readonly headers?: Readonly<Record<string, string | undefined>>;
}

/** Sends by HTTP to the app's request address, signed. */
export class HttpWay implements Way {
  readonly #clock: Clock;
  readonly #app: SlackApp;
  readonly #stopped: AbortSignal;
  readonly #agent = new Agent({ keepAlive: false });
  /** Added to the time stamp of everything sent, seconds: a clock that goes wrong. */
  skewSeconds = 0;

  constructor(clock: Clock, app: SlackApp, stopped: AbortSignal) {
    this.#clock = clock;
    this.#app = app;
    this.#stopped = stopped;
  }

  async deliver(delivery: Delivery): Promise<Receipt> {
    const begun = this.#clock.now();
    const cut = new AbortController();
    const answer = this.post(
      bodyOf(delivery),
      { contentType: typeOf(delivery), headers: retryHeaders(delivery) },
      cut.signal,
    );
    const outcome = await within(this.#clock, ACK_MS, settledOf(answer), this.#stopped);
    const ms = this.#clock.now() - begun;
    const failed = (reason: 'http_timeout' | 'connection_failed'): Receipt => ({
      acked: false,
      reason,
      status: null,
      noRetry: false,
      ms,
    });
    if (outcome === 'late') {
      cut.abort();
      return failed('http_timeout');
    }
    return outcome.value ? receiptOf(outcome.value, ms) : failed('connection_failed');
  }

  /**
   * Posts a body to the app as Slack does, or as somebody who pretends to be Slack.
   * Rejects when there is no request address or no connection.
   */
  post(body: string, forgery: Forgery = {}, cut?: AbortSignal): Promise<AppAnswer> {
    const { requestUrl, signingSecret } = this.#app;
    if (requestUrl === null) return Promise.reject(new Error('the app has no request address'));
    const seconds = forgery.timestamp ?? Math.floor(this.#clock.now() / 1000) + this.skewSeconds;
    const headers = {
      'content-type': forgery.contentType ?? FORM_TYPE,
      'user-agent': 'Slackbot 1.0 (+https://api.slack.com/robots)',
      accept: '*/*',
      'content-length': String(Buffer.byteLength(body)),
      ...signedHeaders(forgery.secret ?? signingSecret, seconds, body),
      ...forgery.headers,
    };
    const signal = cut ? AbortSignal.any([cut, this.#stopped]) : this.#stopped;
    return new Promise((resolve, reject) => {
      const given = Object.entries(headers).filter(
        (header): header is [string, string] => header[1] !== undefined,
      );
      const sent = request(
        requestUrl,
        { method: 'POST', agent: this.#agent, headers: Object.fromEntries(given), signal },
        (answer) => {
          const chunks: Buffer[] = [];
          answer.on('data', (chunk: Buffer) => chunks.push(chunk));
          answer.on('error', reject);
          answer.on('end', () =>
            resolve({
              status: answer.statusCode ?? 0,
              headers: answer.headers,
              body: Buffer.concat(chunks).toString('utf8'),
            }),
          );
        },
      );
      sent.on('error', reject);
      sent.end(body);
    });
  }
}

function retryHeaders({ retry }: Delivery): Record<string, string | undefined> {
  return retry ? { 'x-slack-retry-num': String(retry.attempt), 'x-slack-retry-reason': retry.reason } : {};
}

async function settledOf(answer: Promise<AppAnswer>): Promise<AppAnswer | null> {
  try {
    return await answer;
  } catch {
    return null;
  }
}

function receiptOf(answer: AppAnswer, ms: number): Receipt {
  const noRetry = answer.headers['x-slack-no-retry'] === '1';
  if (answer.status >= 200 && answer.status < 300) return { acked: true, body: contentOf(answer), ms };
  return { acked: false, reason: 'http_error', status: answer.status, noRetry, ms };
}

/** What the app says with its acknowledgement: JSON by its type, else plain text. Null: nothing. */
function contentOf({ body, headers }: AppAnswer) {
  if (body === '') return null;
  const json = String(headers['content-type']).includes('application/json') ? parseJson(body) : undefined;
  return json ?? body;
}
