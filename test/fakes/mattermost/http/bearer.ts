import type { IncomingMessage } from 'node:http';

/** The token of a request: the Authorization header in any case, or the session's cookie; '' when there is none. */
export function bearerOf({ headers }: IncomingMessage): string {
  const given = /^(?:bearer|token) (\S+)$/i.exec(headers.authorization ?? '')?.[1];
  return given ?? /(?:^|;\s*)MMAUTHTOKEN=([^;]+)/.exec(headers.cookie ?? '')?.[1] ?? '';
}
