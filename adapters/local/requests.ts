import type { Context } from 'hono';
import { z } from 'zod';
import { Refusal } from './errors.ts';
import { persona } from './world.ts';

/** The shapes of what the page asks, and the one way a body is read. */

/** Bytes of a request's body. A title and a body of an idea at their longest are a tenth of it. */
export const BODY_BYTES = 256 * 1024;

const as = z.string().refine((user) => persona(user) !== undefined, 'nobody of that name');
const message = z.number().int().positive();
/** Made by the page and the same when it tries again; part of the arrival's id. */
const requestId = z.string().regex(/^[\w-]{8,64}$/);
/** As JSON carries it, an unpaired surrogate is possible; no text has one. */
const text = z.string().transform((value) => value.replace(/\p{Surrogate}/gu, '\u{FFFD}'));

export const asBody = z.object({ as });

export const sayBody = z.object({
  as,
  requestId,
  channel: z.string(),
  text: text.refine((value) => value.trim() !== '', 'nothing is said'),
});

export const pressBody = z.object({ as, requestId, message, action: z.string(), value: z.string() });

export const submitBody = z.object({
  as,
  requestId,
  token: z.string(),
  values: z.record(z.string().regex(/^[a-z][\w-]*$/i), text),
});

export const reactBody = z.object({
  as,
  requestId,
  message,
  emoji: z.string().max(64),
  standing: z.boolean(),
});

export const dismissBody = z.object({ as, message });

export const seenBody = z.object({ as, channel: z.string(), message });

export const channelQuery = z.object({
  as,
  channel: z.string(),
  before: z.coerce.number().int().positive().optional(),
});

/** The query as this shape; throws a {@link Refusal}. */
export function readQuery<T>(c: Context, shape: z.ZodType<T>): T {
  return shaped(c.req.query(), shape);
}

/** The JSON body as this shape; throws a {@link Refusal}. */
export async function readBody<T>(c: Context, shape: z.ZodType<T>): Promise<T> {
  // A form on another site cannot send this type.
  if (!/^application\/json\b/i.test(c.req.header('content-type') ?? '')) throw new Refusal('notJson');
  return shaped(parse(await readText(c.req.raw)), shape);
}

async function readText({ body }: Request): Promise<string> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of body ?? []) {
    size += chunk.byteLength;
    if (size > BODY_BYTES) throw new Refusal('tooLarge');
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString();
}

function parse(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    throw new Refusal('malformed', 'JSON');
  }
}

function shaped<T>(value: unknown, shape: z.ZodType<T>): T {
  const { success, data, error } = shape.safeParse(value);
  if (success) return data;
  const issue = error.issues[0];
  throw new Refusal('malformed', issue ? `${issue.path.join('.')}: ${issue.message}` : undefined);
}
