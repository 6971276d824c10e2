import type { ChannelView, MessagesView, Outcome, WorldView } from '../wire.ts';

/** What the page asks of the server; see reads.ts and inbound.ts for each request. */

/** A request that failed: `said` is the server's text for the person, null when it never answered. */
export class Failure extends Error {
  readonly said: string | null;
  constructor(said: string | null) {
    super(said ?? 'no answer');
    this.said = said;
  }
}

/** An id for what a person does once; a retry of the same repeats it. */
export function newRequestId(): string {
  return crypto.randomUUID();
}

/** Messages are told as {@link Outcome}s; `as` and `requestId` go with each. */
interface Doing {
  as: string;
  requestId: string;
}

export const api = {
  world: () => get<WorldView>('world'),
  channels: (as: string) => get<ChannelView[]>('channels', { as }),
  messages: (as: string, channel: string, before?: number) =>
    get<MessagesView>('messages', { as, channel, ...(before ? { before: String(before) } : {}) }),

  say: (body: Doing & { channel: string; text: string }) => post<Outcome>('messages', body),
  press: (body: Doing & { message: number; action: string; value: string }) => post<Outcome>('press', body),
  submit: (body: Doing & { token: string; values: Record<string, string> }) => post<Outcome>('submit', body),
  react: (body: Doing & { message: number; emoji: string; standing: boolean }) =>
    post<Outcome>('reactions', body),
  dismiss: (body: { as: string; message: number }) => post<object>('dismiss', body),
  seen: (body: { as: string; channel: string; message: number }) => post<object>('seen', body),
};

export function eventsUrl(as: string): string {
  return `api/events?${new URLSearchParams({ as })}`;
}

function get<T>(path: string, query: Record<string, string> = {}): Promise<T> {
  return call<T>(`api/${path}?${new URLSearchParams(query)}`, {});
}

function post<T>(path: string, body: object): Promise<T> {
  const headers = { 'Content-Type': 'application/json' };
  return call<T>(`api/${path}`, { method: 'POST', headers, body: JSON.stringify(body) });
}

async function call<T>(url: string, init: RequestInit): Promise<T> {
  const headers = { ...init.headers, 'Accept-Language': document.documentElement.lang };
  const response = await fetch(url, { ...init, headers }).catch(() => {
    throw new Failure(null);
  });
  const answer = await response.json().catch(() => null);
  if (!response.ok || answer === null) throw new Failure(errorIn(answer));
  return answer as T;
}

function errorIn(answer: unknown): string | null {
  const error = typeof answer === 'object' && answer !== null && 'error' in answer ? answer.error : null;
  return typeof error === 'string' ? error : null;
}
