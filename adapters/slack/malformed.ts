import type { App } from '@slack/bolt';
import { ZodError } from 'zod';
import { Seldom } from '../../src/chat/kit/seldom.ts';
import type { Clock } from '../../src/clock.ts';
import type { Logger } from '../../src/log.ts';

/** Different faults that are told in an hour at most. */
const FAULTS = 20;

/** A payload of a kind the box knows that lacks what every one of that kind has. It would lack it the next time too. */
export class Malformed extends Error {
  override readonly name = 'Malformed';
}

/** What is known of payloads on their way through Bolt. */
export interface Reading {
  /** The box's own listener has it: Bolt could read it. */
  reached(body: object): void;
  /** Whether it is the payload that was at fault, and not the box. */
  isMalformed(body: object, error: unknown): boolean;
}

/**
 * Keeps payloads that cannot be read from being taken for failures of the box: Slack sends an event that failed three
 * times more, and switches events off where many do. An event is left alone and acknowledged; anything else is refused
 * (`Malformed`), which shows its person that it did not work. Each kind of fault leaves one line an hour in the log:
 * where it is, never what stands there. Slack's own payloads are whole; Bolt reads them before any listener, and
 * throws where they are not.
 */
export function refuseMalformed(app: App, clock: Clock, log: Logger): Reading {
  const faults = new Seldom(clock, { most: FAULTS });
  const reached = new WeakSet<object>();
  const isMalformed = (body: object, error: unknown) => !reached.has(body) || zodErrorIn(error) !== null;
  const process = app.processEvent.bind(app);
  app.processEvent = async (event) => {
    const { body } = event;
    const isEvent = body.type === 'event_callback';
    const failed = await process(event).then(
      () => null,
      (error: unknown) => ({ error }),
    );
    // Bolt left it to nobody: it would never be acknowledged.
    if (!failed && (isEvent || reached.has(body))) return;
    if (failed && !isMalformed(body, failed.error)) throw failed.error;
    const fault = { kind: kindOf(body), at: placesIn(failed?.error) };
    if (faults.due(JSON.stringify(fault))) log.warn(fault, 'slack: a payload was not understood');
    if (!isEvent) throw new Malformed();
  };
  return { reached: (body) => void reached.add(body), isMalformed };
}

/** The kind of a payload, of an event its own, as Slack names it; what is no name of a kind is not repeated. */
export function kindOf(body: object): string {
  const { type, event } = body as Readonly<Record<string, unknown>>;
  const inner = typeof event === 'object' && event !== null && 'type' in event ? event.type : undefined;
  const name = typeof inner === 'string' ? inner : type;
  return typeof name === 'string' && /^[a-z_.]{1,40}$/.test(name) ? name : 'command or none';
}

/** Where the shape was not met: keys of ours and Slack's, none of a person. Empty where Bolt could not read it. */
function placesIn(error: unknown): string[] {
  const { issues = [] } = zodErrorIn(error) ?? {};
  return issues.map(({ path }) => path.slice(0, 2).join('.'));
}

/** Bolt wraps what a listener throws. */
function zodErrorIn(error: unknown): ZodError | null {
  if (error instanceof ZodError) return error;
  return error instanceof Error && 'original' in error ? zodErrorIn(error.original) : null;
}
