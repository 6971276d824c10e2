import { ApiError, type Call } from './call.ts';

/** Refuses a token without one of these scopes, as Slack words it. */
export function needScope(call: Pick<Call, 'install'>, ...anyOf: readonly string[]): void {
  const { scopes } = call.install;
  if (anyOf.length === 0 || anyOf.some((scope) => scopes.has(scope))) return;
  throw new ApiError('missing_scope', { needed: anyOf.join(','), provided: [...scopes].join(',') });
}
