import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Clock } from '../../clock.ts';
import { withinMs } from './within.ts';

/** So much more of a refused body is taken in and thrown away, at most. */
const LINGER_BYTES = 32 * 1024 * 1024;
const LINGER_MS = 5_000;

/**
 * Answers a request without having read its body, and closes the connection once its sender has done with writing. One
 * that is closed under a sender loses them the answer: their system meets the reset first (RFC 9112, section 9.6).
 */
export async function refuseUnread(
  request: IncomingMessage,
  response: ServerResponse,
  { status, clock }: { status: number; clock: Clock },
): Promise<void> {
  // Whole for its reader at once; the end of it would close the connection.
  response.writeHead(status, { connection: 'close', 'content-length': 0 }).flushHeaders();
  await withinMs(
    drained(request).then(() => request),
    LINGER_MS,
    clock,
  );
  response.end();
}

/** Resolves when the body has ended, broke off or grew beyond {@link LINGER_BYTES}; nothing of it is kept. */
async function drained(request: IncomingMessage): Promise<void> {
  let left = LINGER_BYTES;
  try {
    for await (const chunk of request.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>) {
      left -= chunk.byteLength;
      if (left < 0) return;
    }
  } catch {
    // Who sent it has gone.
  }
}
