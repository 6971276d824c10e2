import { request } from 'undici';

/** How long the platform may take for each part of its answer, milliseconds. */
const TIMEOUT_MS = 10_000;

/** What is answered to a post. */
export interface PostAnswer {
  status: number;
  text: string;
}

/**
 * Posts to an address that a platform gave for an answer. A redirection is not followed, its status is the answer;
 * rejects when there was none in time. Not by `fetch`, which takes twice the time of everything else that a vote needs
 * to be said.
 */
export async function postJson(url: string, content: object): Promise<PostAnswer> {
  const { statusCode, body } = await request(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json; charset=utf-8' },
    body: JSON.stringify(content),
    headersTimeout: TIMEOUT_MS,
    bodyTimeout: TIMEOUT_MS,
  });
  return { status: statusCode, text: await body.text() };
}
