import { Agent } from 'node:http';
import { BlockList, isIP } from 'node:net';
import { type Clock, within } from '../../shared/clock.ts';
import { type HttpAnswer, sendRequest } from '../../shared/send-request.ts';
import type { Config } from '../settings.ts';

/** What of an answer is read, bytes (app/webhook.go, MaxIntegrationResponseSize); the rest is cut off. */
const ANSWER_BYTES = 1024 * 1024;

export type OutgoingKind = 'command' | 'action' | 'dialog';

/** A request of the server to an integration. */
export interface OutgoingRequest {
  readonly kind: OutgoingKind;
  readonly method: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** A request and what came of it, for tests to read. */
export interface OutgoingRecord {
  readonly request: OutgoingRequest;
  readonly at: number;
  /** Null until it was answered; a string says why it was not. */
  answer: HttpAnswer | string | null;
}

/** Sends what persons do to the integrations they do it with. Each request once: this server repeats nothing. */
export class Outgoing {
  readonly #clock: Clock;
  readonly #config: Config;
  readonly #stopped: AbortSignal;
  readonly #agent = new Agent({ keepAlive: false });
  readonly records: OutgoingRecord[] = [];
  underWay = 0;

  constructor(clock: Clock, config: Config, stopped: AbortSignal) {
    this.#clock = clock;
    this.#config = config;
    this.#stopped = stopped;
  }

  /** The answer with its body cut to what the server reads, or why there is none: 'timeout', 'address forbidden'… */
  async send(request: OutgoingRequest): Promise<HttpAnswer | string> {
    const record: OutgoingRecord = { request, at: this.#clock.now(), answer: null };
    this.records.push(record);
    this.underWay += 1;
    try {
      record.answer = await this.#answerTo(request);
      return record.answer;
    } finally {
      this.underWay -= 1;
    }
  }

  async #answerTo(request: OutgoingRequest): Promise<HttpAnswer | string> {
    if (!URL.canParse(request.url)) return 'invalid url';
    const { hostname } = new URL(request.url);
    const { AllowedUntrustedInternalConnections: allowed, OutgoingIntegrationRequestsTimeout } =
      this.#config.ServiceSettings;
    if (isReserved(hostname) && !isAllowed(hostname, allowed)) return 'address forbidden';
    const cut = new AbortController();
    const sent = sendRequest(request.url, {
      ...request,
      headers: { ...request.headers, 'content-length': String(Buffer.byteLength(request.body)) },
      agent: this.#agent,
      signal: AbortSignal.any([cut.signal, this.#stopped]),
    });
    const outcome = await within(
      this.#clock,
      OutgoingIntegrationRequestsTimeout * 1000,
      sent.catch((error: Error) => error.message),
      this.#stopped,
    );
    if (outcome === 'late') {
      cut.abort();
      return 'timeout';
    }
    const { value } = outcome;
    return typeof value === 'string' ? value : { ...value, body: value.body.subarray(0, ANSWER_BYTES) };
  }
}

/** Addresses no integration is reached at unless an administrator said so (shared/httpservice). */
const RESERVED = new BlockList();
for (const [net, bits] of [
  ['10.0.0.0', 8],
  ['127.0.0.0', 8],
  ['172.16.0.0', 12],
  ['192.168.0.0', 16],
  ['169.254.0.0', 16],
  ['100.64.0.0', 10],
] as const)
  RESERVED.addSubnet(net, bits, 'ipv4');
RESERVED.addSubnet('fc00::', 7, 'ipv6');
RESERVED.addAddress('::1', 'ipv6');

function isReserved(host: string): boolean {
  const bare = host.replace(/^\[|\]$/g, '');
  if (bare === 'localhost') return true;
  const family = isIP(bare);
  return family !== 0 && RESERVED.check(bare, family === 6 ? 'ipv6' : 'ipv4');
}

/** Whether the list names this host, literally or by a range it lies in. */
function isAllowed(host: string, list: string): boolean {
  const bare = host.replace(/^\[|\]$/g, '');
  return list.split(/[\s,]+/).some((entry) => {
    const [net = '', bits] = entry.split('/');
    if (bits === undefined) return entry === bare;
    if (isIP(bare) !== isIP(net) || isIP(net) === 0) return false;
    const range = new BlockList();
    const family = isIP(net) === 6 ? 'ipv6' : 'ipv4';
    range.addSubnet(net, Number(bits), family);
    return range.check(bare, family);
  });
}
