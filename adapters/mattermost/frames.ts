import type { WebSocketMessage } from '@mattermost/client';

/** What the server sends over its WebSocket: answers to requests of ours, and events. */
export type Frame =
  | { kind: 'reply'; to: number; refused: boolean }
  /** `hello`: the id of a new connection, in the first event of it. */
  | { kind: 'event'; event: WebSocketMessage; hello: string | null };

/** Null for what is not understood; the events that are heard have been looked at no further than this. */
export function readFrame(data: unknown): Frame | null {
  const frame = typeof data === 'string' ? objectOf(data) : null;
  if (!frame) return null;
  if (typeof frame.seq_reply === 'number') {
    return { kind: 'reply', to: frame.seq_reply, refused: frame.status === 'FAIL' && isRefusal(frame.error) };
  }
  const { event, seq, data: said } = frame;
  if (typeof event !== 'string' || typeof seq !== 'number') return null;
  const { connection_id: id } = (typeof said === 'object' && said !== null ? said : {}) as {
    connection_id?: unknown;
  };
  const hello = event === 'hello' && typeof id === 'string' ? id : null;
  return { kind: 'event', event: frame as unknown as WebSocketMessage, hello };
}

/** An object in JSON; null for anything else. */
export function objectOf(text: unknown): Record<string, unknown> | null {
  if (typeof text !== 'string') return null;
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : null;
  } catch {
    return null;
  }
}

/** A ping needs a session; without one the server says so, with status 401 (server/channels/app/web_socket_router.go). */
function isRefusal(error: unknown): boolean {
  const { id, status_code: status } = (typeof error === 'object' && error !== null ? error : {}) as {
    id?: unknown;
    status_code?: unknown;
  };
  return status === 401 || id === 'api.web_socket_router.not_authenticated.app_error';
}
