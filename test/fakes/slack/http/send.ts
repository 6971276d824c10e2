import type { ServerResponse } from 'node:http';
import type { JsonObject } from '../../shared/json.ts';

/** Answers in JSON, as slack.com and hooks.slack.com do. */
export function send(
  response: ServerResponse,
  answer: { status: number; headers?: Readonly<Record<string, string>>; body: JsonObject },
): void {
  response.writeHead(answer.status, { 'content-type': 'application/json; charset=utf-8', ...answer.headers });
  response.end(JSON.stringify(answer.body));
}
