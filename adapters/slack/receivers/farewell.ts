import { z } from 'zod';

const shape = z.object({ type: z.literal('disconnect'), reason: z.string().catch('') });

/**
 * Why Slack says that a connection must go (`warning`, `refresh_requested`, `link_disabled`…); null for any other
 * message.
 */
export function farewell(data: unknown): string | null {
  if (typeof data !== 'string' || !data.includes('"disconnect"')) return null;
  try {
    const { success, data: frame } = shape.safeParse(JSON.parse(data));
    return success ? frame.reason : null;
  } catch {
    return null;
  }
}
