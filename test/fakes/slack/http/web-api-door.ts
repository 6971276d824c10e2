import type { IncomingMessage, ServerResponse } from 'node:http';
import { bodyOf } from '../../shared/body.ts';
import type { JsonObject } from '../../shared/json.ts';
import { textOf } from '../../shared/json.ts';
import type { Fault, SlackFaults } from '../faults.ts';
import type { Platform } from '../platform.ts';
import type { RateLimits } from '../rate-limits.ts';
import { type ApiAnswer, answerCall } from '../web-api/dispatch.ts';
import { argumentsOf } from './body.ts';
import type { CallRecord } from './call-log.ts';
import { failedAfter, failedBefore } from './failing.ts';
import { send } from './send.ts';

/** /api/METHOD: reads a call, meets the fault a test ordered, answers. */
export class WebApiDoor {
  readonly #platform: Platform;
  readonly #faults: SlackFaults;
  readonly #limits: RateLimits;
  readonly #stopped: AbortSignal;
  readonly calls: CallRecord[] = [];
  #inHand = 0;

  constructor(platform: Platform, faults: SlackFaults, limits: RateLimits, stopped: AbortSignal) {
    this.#platform = platform;
    this.#faults = faults;
    this.#limits = limits;
    this.#stopped = stopped;
  }

  /** Calls not yet answered. */
  get inHand(): number {
    return this.#inHand;
  }

  async handle(url: URL, request: IncomingMessage, response: ServerResponse): Promise<void> {
    this.#inHand += 1;
    try {
      await this.#answered(url, request, response);
    } finally {
      this.#inHand -= 1;
    }
  }

  async #answered(url: URL, request: IncomingMessage, response: ServerResponse): Promise<void> {
    const method = url.pathname.slice('/api/'.length);
    const body = (await bodyOf(request)).toString('utf8');
    const given = argumentsOf(url.searchParams, request.headers['content-type'] ?? '', body);
    if (typeof given === 'string') return send(response, refusal(given));
    const { token: inBody, ...args } = given;
    const token = bearerOf(request) || textOf(inBody);
    const fault = this.#faults.take(method, args);
    const record = this.#recorded(method, token, args, fault);
    const troubled = { clock: this.#platform.clock, stopped: this.#stopped, fault, response };
    if (await failedBefore(troubled)) return;
    record.answer = answerCall(this.#platform, this.#limits, { method, token, args });
    if (!(await failedAfter(troubled))) send(response, record.answer);
  }

  #recorded(method: string, token: string, args: JsonObject, fault: Fault | null): CallRecord {
    const teamId = this.#platform.world.installOf(token)?.teamId ?? null;
    const record: CallRecord = { method, teamId, args, at: this.#platform.clock.now(), fault, answer: null };
    this.calls.push(record);
    return record;
  }
}

function bearerOf(request: IncomingMessage): string {
  return /^Bearer (\S+)$/i.exec(request.headers.authorization ?? '')?.[1] ?? '';
}

function refusal(error: string): ApiAnswer {
  return { status: 200, headers: {}, body: { ok: false, error } };
}
