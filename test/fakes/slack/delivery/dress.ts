import type { Delivery } from './delivery.ts';

/** Slack adds no charset. */
export const FORM_TYPE = 'application/x-www-form-urlencoded';

type Dressed = Pick<Delivery, 'kind' | 'payload'>;

/** The body Slack sends: JSON for events, form fields for commands, one field `payload` for interactions. */
export function bodyOf({ kind, payload }: Dressed): string {
  if (kind === 'events_api') return JSON.stringify(payload);
  if (kind === 'interactive') return new URLSearchParams({ payload: JSON.stringify(payload) }).toString();
  return new URLSearchParams(
    Object.entries(payload).map(([key, value]): [string, string] => [key, String(value)]),
  ).toString();
}

/** Its content-type. */
export function typeOf({ kind }: Pick<Dressed, 'kind'>): string {
  return kind === 'events_api' ? 'application/json' : FORM_TYPE;
}
