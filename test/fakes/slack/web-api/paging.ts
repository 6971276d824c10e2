import type { JsonObject } from '../../shared/json.ts';
import { ApiError, type Call } from './call.ts';

/** A page and the cursor of the next one, '' at the end. */
export interface Page<T> {
  readonly items: readonly T[];
  readonly next: string;
}

/**
 * One page of a list (Slack docs: "Pagination"). The cursor names the place in the list; `limit` beyond `most` is
 * refused, or cut where `cut` says so.
 */
export function paged<T>(
  { args }: Call,
  all: readonly T[],
  preset: number,
  most: number,
  cut = false,
): Page<T> {
  const limit = args.has('limit') ? Number(args.text('limit')) : preset;
  if (!Number.isInteger(limit) || limit < 0 || (limit > most && !cut)) throw new ApiError('invalid_limit');
  const from = args.has('cursor') ? placeOf(args.text('cursor')) : 0;
  const to = from + Math.min(limit === 0 ? preset : limit, most);
  return { items: all.slice(from, to), next: to < all.length ? cursorOf(to) : '' };
}

/** The part of an answer that carries the cursor. */
export function pageJson({ next }: Page<unknown>): JsonObject {
  return { response_metadata: { next_cursor: next } };
}

const cursorOf = (place: number): string => Buffer.from(`next_place:${place}`).toString('base64');

function placeOf(cursor: string): number {
  const [, place] = /^next_place:(\d+)$/.exec(Buffer.from(cursor, 'base64').toString('utf8')) ?? [];
  if (place === undefined) throw new ApiError('invalid_cursor');
  return Number(place);
}
