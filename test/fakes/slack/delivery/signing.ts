import { createHmac } from 'node:crypto';

/**
 * The headers that prove a request comes from Slack: HMAC-SHA-256 of `v0:TIMESTAMP:BODY` (Slack docs:
 * "Verifying requests from Slack").
 */
export function signedHeaders(secret: string, seconds: number, body: string): Record<string, string> {
  const signature = createHmac('sha256', secret).update(`v0:${seconds}:${body}`).digest('hex');
  return { 'x-slack-request-timestamp': String(seconds), 'x-slack-signature': `v0=${signature}` };
}
