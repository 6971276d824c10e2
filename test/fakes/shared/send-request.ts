import { type Agent, request } from 'node:http';

/** An answer as it came. */
export interface HttpAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: Buffer;
}

/** Sends one HTTP request as it is, headers that are undefined left out. Rejects without a connection, or by `signal`. */
export function sendRequest(
  url: string,
  how: {
    readonly method: string;
    readonly headers: Readonly<Record<string, string | undefined>>;
    readonly body?: string;
    readonly agent: Agent;
    readonly signal: AbortSignal;
  },
): Promise<HttpAnswer> {
  const { method, body = '', agent, signal } = how;
  const given = Object.entries(how.headers).filter((one): one is [string, string] => one[1] !== undefined);
  return new Promise((resolve, reject) => {
    const sent = request(url, { method, agent, headers: Object.fromEntries(given), signal }, (answer) => {
      const chunks: Buffer[] = [];
      answer.on('data', (chunk: Buffer) => chunks.push(chunk));
      answer.on('error', reject);
      answer.on('end', () =>
        resolve({
          status: answer.statusCode ?? 0,
          headers: answer.headers,
          body: Buffer.concat(chunks),
        }),
      );
    });
    sent.on('error', reject);
    sent.end(body);
  });
}
