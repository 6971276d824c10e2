import type { JsonObject } from '../../shared/json.ts';
import type { Platform } from '../platform.ts';
import type { RateLimits } from '../rate-limits.ts';
import type { Install } from '../world/workspace.ts';
import { apiTest } from './basics.ts';
import { ApiError, Args, type Call, invalidArguments } from './call.ts';
import { METHODS } from './methods.ts';
import { type MethodRule, OWN_RULES, referenceRules } from './rules.ts';
import { needScope } from './scopes.ts';

/** An HTTP answer of the Web API. */
export interface ApiAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: JsonObject;
}

/** A call as it came. */
export interface ApiRequest {
  readonly method: string;
  /** '' when none was sent. */
  readonly token: string;
  readonly args: JsonObject;
}

const RULES = referenceRules() ?? OWN_RULES;

/** Does a call as Slack does: token, scopes, budget, obligatory arguments, then the method. */
export function answerCall(platform: Platform, limits: RateLimits, request: ApiRequest): ApiAnswer {
  const install = platform.world.installOf(request.token);
  const headers = { 'x-oauth-scopes': [...(install?.scopes ?? [])].join(',') };
  try {
    const wait = install ? exceeded(limits, install, request) : null;
    if (wait !== null) return rateLimited(wait);
    return { status: 200, headers, body: { ok: true, ...done(platform, install, request) } };
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
    return { status: 200, headers, body: { ok: false, error: error.code, ...error.more } };
  }
}

/** The answer to a call that comes too soon (Slack docs: "Rate limits"). */
export function rateLimited(retryAfterS: number): ApiAnswer {
  return {
    status: 429,
    headers: { 'retry-after': String(retryAfterS) },
    body: { ok: false, error: 'ratelimited' },
  };
}

function done(
  platform: Platform,
  install: Install | undefined,
  { method, token, args }: ApiRequest,
): JsonObject {
  if (method === 'api.test') return apiTest(new Args(args));
  if (method === 'apps.connections.open') return connectionsOpen(platform, token);
  const run = METHODS[method];
  const rule = RULES[method];
  if (!run || !rule) throw new ApiError('unknown_method', { req_method: method });
  const known = checkedToken(platform, install, token);
  needScope({ install: known }, ...rule.scopes);
  refuseMissing(rule, new Args(args));
  const call: Call = {
    method,
    args: new Args(args),
    platform,
    install: known,
    workspace: platform.world.workspaceOf(known),
  };
  return run(call);
}

function checkedToken({ app }: Platform, install: Install | undefined, token: string): Install {
  if (token === '') throw new ApiError('not_authed');
  if (token === app.appToken) throw new ApiError('not_allowed_token_type');
  if (!install) throw new ApiError('invalid_auth');
  if (install.tokenState !== 'active') throw new ApiError(install.tokenState);
  return install;
}

/** Slack docs: apps.connections.open. */
function connectionsOpen(platform: Platform, token: string): JsonObject {
  const { app } = platform;
  if (token === '') throw new ApiError('not_authed');
  if (token.startsWith('xoxb-')) throw new ApiError('not_allowed_token_type');
  if (token !== app.appToken) throw new ApiError('invalid_auth');
  if (!app.appScopes.has('connections:write')) {
    throw new ApiError('missing_scope', {
      needed: 'connections:write',
      provided: [...app.appScopes].join(','),
    });
  }
  return { url: platform.socketUrl() };
}

function refuseMissing(rule: MethodRule, args: Args): void {
  const missing = rule.required.filter((name) => !args.has(name));
  if (missing.length > 0) throw invalidArguments(...missing.map((name) => `missing required field: ${name}`));
}

function exceeded(limits: RateLimits, install: Install, { method, args }: ApiRequest): number | null {
  return limits.exceeded(method, RULES[method]?.tier ?? 't5', install.teamId, new Args(args).text('channel'));
}
