import type { IncomingMessage, ServerResponse } from 'node:http';
import { bodyOf } from '../../shared/body.ts';
import { type Json, type JsonObject, objectOf, parseJson } from '../../shared/json.ts';
import { type Answer, Call, type Route } from '../api/call.ts';
import { routeOf } from '../api/routes.ts';
import { AppError, noPage, noSession } from '../core/error.ts';
import type { Fault, MattermostFaults } from '../faults.ts';
import { responseOf, showResponse } from '../integrations/commands.ts';
import type { Platform } from '../platform.ts';
import { SpecChecks } from '../spec/spec-checks.ts';
import type { User } from '../world/user.ts';
import { bearerOf } from './bearer.ts';
import { failedAfter, failedBefore, passSlowly } from './failing.ts';
import { RateLimiter } from './rate-limiter.ts';
import { answerOf, respond, respondPage, respondTooMany } from './respond.ts';

/** A request to the REST API or a response_url, for tests to read. */
export interface CallRecord {
  /** As the documentation writes it, 'PUT /posts/{post_id}/patch'; 'response_url' for those. */
  readonly route: string;
  readonly path: string;
  /** Who asked; null: nobody the server knows. */
  readonly userId: string | null;
  readonly body: Json | undefined;
  /** When it came, ms. */
  readonly at: number;
  readonly fault: Fault | null;
  /** Null until it was answered, and for ever when nothing was done. */
  answer: Answer | null;
}

/** Read once, for all sites. */
const specification = SpecChecks.load();

/** Every HTTP request below the site's address. */
export class Door {
  readonly #platform: Platform;
  readonly #faults: MattermostFaults;
  readonly #stopped: AbortSignal;
  /** The path of the site, '' or '/chat'. */
  readonly #base: string;
  readonly #limiter: RateLimiter;
  readonly calls: CallRecord[] = [];
  /** Null where the published specification is not there. */
  readonly spec = specification;
  /** Answers that were not as the specification says. */
  readonly mistakes: string[] = [];
  inHand = 0;

  constructor(platform: Platform, faults: MattermostFaults, base: string, stopped: AbortSignal) {
    this.#platform = platform;
    this.#faults = faults;
    this.#base = base;
    this.#stopped = stopped;
    this.#limiter = new RateLimiter(platform.clock, platform.config);
  }

  async handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    this.inHand += 1;
    // Of the same clock as the instants in the answers.
    response.setHeader('date', new Date(this.#platform.clock.now()).toUTCString());
    try {
      await this.#routed(request, response);
    } finally {
      this.inHand -= 1;
    }
  }

  async #routed(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? '/', 'http://localhost');
    const bytes = await bodyOf(request);
    if (url.pathname.includes('//')) {
      // The router cleans the path and sends the client there; a POST arrives as a GET.
      response.writeHead(301, { location: url.pathname.replace(/\/{2,}/g, '/') + url.search }).end();
      return;
    }
    if (!url.pathname.startsWith(`${this.#base}/`)) return respondPage(response, 404);
    const wait = this.#limiter.exceeded();
    if (wait !== null)
      return respondTooMany(response, wait, this.#platform.config.RateLimitSettings.MaxBurst);
    const path = url.pathname.slice(this.#base.length);
    const body = parseJson(bytes.toString('utf8'));
    const [, hook] = /^\/hooks\/commands\/([a-z0-9]+)$/.exec(path) ?? [];
    if (hook !== undefined && request.method === 'POST') {
      const type = request.headers['content-type'] ?? '';
      return this.#answer({ route: 'response_url', path, body, user: null, response }, () =>
        this.#hooked(hook, type, bytes.toString('utf8')),
      );
    }
    if (!path.startsWith('/api/v4/')) return respondPage(response, request.method === 'GET' ? 200 : 404);
    await this.#called(request, response, url, path.slice('/api/v4'.length), bytes, body);
  }

  async #called(
    request: IncomingMessage,
    response: ServerResponse,
    url: URL,
    path: string,
    bytes: Buffer,
    body: Json | undefined,
  ): Promise<void> {
    const found = routeOf(request.method ?? '', path);
    const user = this.#platform.world.holderOf(bearerOf(request)) ?? null;
    const route = found ? `${found.route.method} ${found.route.path}` : `${request.method} ${path}`;
    await this.#answer({ route, path, body, user, response }, async (meanwhile) => {
      if (!found) throw noPage();
      if (found.route.session && !user) throw noSession();
      const call = new Call({
        platform: this.#platform,
        user: user ?? NOBODY,
        params: found.params,
        query: url.searchParams,
        body,
        bytes,
        contentType: request.headers['content-type'] ?? '',
        meanwhile,
      });
      this.#demandSpecified(found.route, call);
      const answer = await found.route.run(call);
      this.#judge(found.route, answer);
      return answer;
    });
  }

  async #answer(
    given: Pick<CallRecord, 'route' | 'path' | 'body'> & { user: User | null; response: ServerResponse },
    run: (meanwhile: () => Promise<void>) => Answer | Promise<Answer>,
  ): Promise<void> {
    const { route, path, body, user, response } = given;
    const { clock, ids, settings } = this.#platform;
    const fault = this.#faults.take(route, { ...pathArguments(path), ...objectOf(body) });
    const record: CallRecord = {
      route,
      path,
      userId: user?.id ?? null,
      body,
      at: clock.now(),
      fault,
      answer: null,
    };
    this.calls.push(record);
    const troubled = { fault, response, clock, stopped: this.#stopped };
    if (await failedBefore(troubled)) return;
    const requestId = ids.id();
    try {
      record.answer = await run(() => passSlowly(troubled));
    } catch (error) {
      record.answer = answerOf(error, requestId);
    }
    if (!(await failedAfter(troubled))) respond(response, requestId, settings.version, record.answer);
  }

  /** A body the specification does not know is refused where the fake is strict; the server would ignore much of it. */
  #demandSpecified(route: Route, { body, contentType }: Call): void {
    if (contentType.startsWith('multipart/')) return;
    const problems = this.spec?.ofRequest(route, body) ?? [];
    if (problems.length === 0) return;
    const what = `${route.method} ${route.path}: ${problems.join('; ')}`;
    this.#platform.complain(what);
    if (this.#platform.settings.strict)
      throw new AppError('fake.strict.request', 400, what, 'Not as the specification says.');
  }

  /** An answer the specification does not know is a mistake of the fake's. */
  #judge(route: Route, { status, body }: Answer): void {
    const problems = this.spec?.ofAnswer(route, status, body) ?? [];
    if (problems.length > 0)
      this.mistakes.push(`${route.method} ${route.path} ${status}: ${problems.join('; ')}`);
  }

  /** A command is answered later: the same as at once, in plain words instead of JSON when it went well. */
  #hooked(id: string, type: string, text: string): Answer {
    const response = responseOf(type, text);
    if (!response) throw new AppError('web.command_webhook.parse.app_error', 400, '', 'Unable to parse it.');
    showResponse(this.#platform, this.#platform.responseUrls.use(id), response);
    return { status: 200, body: 'ok' };
  }
}

/** Stands for whoever asks where no session is needed. */
const NOBODY: User = {
  id: '',
  username: '',
  firstName: '',
  lastName: '',
  nickname: '',
  email: '',
  locale: '',
  timezone: '',
  roles: '',
  isBot: false,
  description: '',
  ownerId: '',
  createAt: 0,
  updateAt: 0,
  deleteAt: 0,
};

function pathArguments(path: string): JsonObject {
  const [, channel] = /^\/channels\/([a-z0-9]{26})/.exec(path) ?? [];
  return channel === undefined ? {} : { channel_id: channel };
}
