import mattermost, { type Client4 } from '@mattermost/client';
import type { Reaction } from '@mattermost/types/reactions';
import { leanFetch } from '../../src/chat/kit/lean-fetch.ts';
import { ServerTime } from '../../src/chat/kit/server-time.ts';
import type { Clock } from '../../src/clock.ts';
import { type CallFailure, MattermostError, UNNAMED } from './mattermost-error.ts';

/** How long the server may take to answer one call, milliseconds; the box gives an adapter 30 s in all. */
export const CALL_MS = 10_000;
/** Waited after a 429 that does not say how long. */
const RETRY_AFTER_MS = 5_000;

export interface ClientOptions {
  url: string;
  token: string;
  clock: Clock;
  /** How requests are sent, where somebody looks at the answers beside. */
  fetch?: typeof fetch;
}

/** A dialog as /actions/dialogs/open takes it; what is in it is the renderer's business. */
export interface OpenDialog {
  trigger_id: string;
  url: string;
  dialog: object;
}

type Options = Parameters<Client4['getOptions']>[0];

/**
 * Mattermost's own client, made fit for a server. Each call ends after {@link CALL_MS} of the box's clock, the
 * body included; it is tried once (what is tried again, and when, is the outbox's business), and fails with a
 * MattermostError that keeps what the client loses: the status of an answer that is no JSON, and Retry-After. An answer
 * that is not the server's own (a page of a proxy, a redirection) is none, whatever its status.
 */
export class MattermostClient extends mattermost.Client4 {
  /** What the answers tell of the server's clock. */
  readonly time = new ServerTime();
  readonly #clock: Clock;
  readonly #send: typeof fetch;

  constructor({ url, token, clock, fetch: send = leanFetch }: ClientOptions) {
    super();
    this.#clock = clock;
    this.#send = send;
    // The client puts its routes behind the address as it is.
    this.setUrl(url.replace(/\/+$/, ''));
    this.setToken(token);
    this.setUserAgent('boite-a-idees');
    this.setIncludeCookies(false);
    this.logToConsole = false;
    // Every method ends there. It is a property of each instance, which the types hide.
    Object.defineProperty(this, 'doFetchWithResponse', {
      value: (address: string, options: Options) => this.#call(address, options),
    });
  }

  /** The reactions under each of these posts, all of one channel that we may read. */
  getReactionsForPosts(posts: readonly string[]): Promise<Record<string, Reaction[] | null>> {
    return this.doFetch(`${this.getPostsRoute()}/ids/reactions`, this.#post(posts));
  }

  /** Shows a dialog to whoever holds the trigger. */
  async openDialog(request: OpenDialog): Promise<void> {
    await this.doFetch(`${this.getBaseRoute()}/actions/dialogs/open`, this.#post(request));
  }

  #post(body: unknown): Options {
    return { method: 'post', body: JSON.stringify(body) };
  }

  async #call(address: string, options: Options) {
    const asked = this.#clock.now();
    const { response, text } = await this.#exchange(address, options);
    this.time.heard(response.headers.get('date'), asked, this.#clock.now());
    const data = jsonOf(text);
    if (!response.ok || data === undefined) throw new MattermostError(failureOf(response, data));
    return { response, headers: new Map(response.headers), data };
  }

  async #exchange(address: string, options: Options): Promise<{ response: Response; text: string }> {
    const late = new AbortController();
    const answered = new AbortController();
    void this.#clock.sleep(CALL_MS, answered.signal).then(() => late.abort(new Error('no answer in time')));
    try {
      // Followed, a redirection would turn a POST into a GET.
      const init = { ...this.getOptions(options), redirect: 'manual', signal: late.signal } as const;
      const response = await this.#send(address, init);
      return { response, text: await response.text() };
    } catch (cause) {
      throw new MattermostError({ id: null, status: null, reason: networkCodeOf(cause) }, { cause });
    } finally {
      answered.abort();
    }
  }
}

/** Undefined: it is none. Types of content are not to be trusted: the client knows `application/json` alone. */
function jsonOf(text: string): object | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? value : undefined;
  } catch {
    return undefined;
  }
}

/** What the server's own names of errors are made of. */
const NAME = /^[a-z0-9_.]{1,120}$/;

/** Of a plugin that refuses a post the id is a sentence, which may quote it (server/channels/app/post.go). */
function nameOf(id: unknown): string | null {
  if (typeof id !== 'string' || id === '') return null;
  return NAME.test(id) ? id : UNNAMED;
}

function failureOf({ status, headers }: Response, data: object | undefined): CallFailure {
  const { id } = (data ?? {}) as { id?: unknown };
  const location = headers.get('location');
  return {
    id: nameOf(id),
    status,
    ...(status === 200 ? { reason: 'not_mattermost' } : {}),
    ...(status === 429 ? { retryAfterMs: retryAfterOf(headers) } : {}),
    ...(location && URL.canParse(location) ? { location: addressOf(new URL(location)) } : {}),
  };
}

/** Both are in seconds (server/channels/app/ratelimit.go); a proxy may send the first alone, or none. */
function retryAfterOf(headers: Headers): number {
  const seconds = [headers.get('retry-after'), headers.get('x-ratelimit-reset')].map(Number);
  const told = seconds.find((one) => Number.isFinite(one) && one > 0);
  return told === undefined ? RETRY_AFTER_MS : told * 1000;
}

/** Without what may hold a secret. */
function addressOf({ origin, pathname }: URL): string {
  return `${origin}${pathname}`;
}

/** The network's own code (ENOTFOUND), however deep it lies; never a sentence. */
function networkCodeOf(error: unknown): string {
  if (typeof error !== 'object' || error === null) return 'NO_ANSWER';
  const { code, cause } = error as { code?: unknown; cause?: unknown };
  return typeof code === 'string' ? code : networkCodeOf(cause);
}
