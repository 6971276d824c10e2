import type { ServerResponse } from 'node:http';
import type { JsonObject } from '../../shared/json.ts';
import type { Answer } from '../api/call.ts';
import { AppError, errorJson } from '../core/error.ts';

/** An answer of the server itself, a bare text as plain words; the type without a charset, as the server sends it. */
export function respond(response: ServerResponse, requestId: string, version: string, answer: Answer): void {
  const plain = typeof answer.body === 'string';
  response.writeHead(answer.status, {
    'content-type': plain ? 'text/plain' : 'application/json',
    'x-request-id': requestId,
    'x-version-id': `${version}.fake.0.false`,
  });
  response.end(plain ? answer.body : JSON.stringify(answer.body));
}

/** What an error of a handler is answered with; anything else is the fake's own mistake and goes on. */
export function answerOf(error: unknown, requestId: string): Answer {
  if (!(error instanceof AppError)) throw error;
  return { status: error.status, body: errorJson(error, requestId) };
}

/** The limiter's answer: plain text, and how long to wait in headers (app/ratelimit.go). */
export function respondTooMany(response: ServerResponse, retryAfterS: number, limit: number): void {
  response.writeHead(429, {
    'content-type': 'text/plain; charset=utf-8',
    'x-ratelimit-limit': String(limit),
    'x-ratelimit-remaining': '0',
    'x-ratelimit-reset': String(retryAfterS),
    'retry-after': String(retryAfterS),
  });
  response.end('limit exceeded\n');
}

/** A page of whatever stands before the server. */
export function respondPage(response: ServerResponse, status: number): void {
  response.writeHead(status, { 'content-type': 'text/html' });
  response.end(`<html><head><title>${status}</title></head><body><h1>${status}</h1><hr>nginx</body></html>`);
}

/** A request a test made fail with one of the server's errors. */
export function orderedError(id: string, status: number): JsonObject {
  return errorJson(new AppError(id, status, '', 'Ordered by a test.'), 'ordered');
}
