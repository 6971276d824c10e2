import type { IncomingMessage } from 'node:http';

/** Slack's own requests are some kilobytes; so much Bolt takes too. Bytes. */
const BODY_BYTES = 4 * 1024 * 1024;

/** The body whole; null when it is longer than BODY_BYTES. Rejects when the connection breaks. */
export async function readBody(request: IncomingMessage): Promise<Buffer | null> {
  if (Number(request.headers['content-length'] ?? 0) > BODY_BYTES) return null;
  const chunks: Buffer[] = [];
  let size = 0;
  // Left open: a refusal is still to be written.
  for await (const chunk of request.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>) {
    size += chunk.byteLength;
    if (size > BODY_BYTES) return null;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}
