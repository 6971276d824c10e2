import type { IncomingMessage } from 'node:http';
import { Refusal } from './errors.ts';

/**
 * There is no password here: whoever reaches the page is whom they choose to be. So it must be reachable
 * only from this machine, and not by another site in the same browser either: neither by a name that
 * resolves to 127.0.0.1 (DNS rebinding: the Host header) nor by a request across sites (Origin and
 * Sec-Fetch-Site).
 */

const DEFAULT_PORTS: Readonly<Record<string, number>> = { 'http:': 80, 'https:': 443 };

/** Names under which a machine reaches itself, as `URL.hostname` writes them. */
export function isLoopback(hostname: string): boolean {
  return hostname === 'localhost' || hostname === '[::1]' || /^127(\.\d{1,3}){3}$/.test(hostname);
}

/** Where the page may be found, beside loopback names with the port that is listened on. */
export interface Address {
  publicUrl: URL | null;
  /** The address the box listens on: where the operator allowed another than loopback, a good name too. */
  host: string;
}

/** Throws a {@link Refusal} for a request that does not come from the chat's own page or address bar. */
export function refuseForeign(request: IncomingMessage, address: Address): void {
  const { host, origin } = request.headers;
  if (!isOurHost(host, request.socket.localPort, address)) throw new Refusal('foreignHost');
  if (origin !== undefined && !isSameHost(origin, host)) throw new Refusal('foreignOrigin');
  const site = header(request, 'sec-fetch-site') ?? 'none';
  // A link on another site may lead to the page, as it may lead anywhere; it can do nothing there.
  if (site !== 'same-origin' && site !== 'none' && !isVisit(request)) throw new Refusal('foreignOrigin');
}

function isOurHost(
  header: string | undefined,
  port: number | undefined,
  { publicUrl, host }: Address,
): boolean {
  const found = parse(`http://${header}`);
  if (!header || !found) return false;
  if (isLoopback(found.hostname) || found.hostname === host) return portOf(found) === port;
  return publicUrl !== null && parse(`${publicUrl.protocol}//${header}`)?.host === publicUrl.host;
}

/** Whether an Origin header names the host of the Host header. */
function isSameHost(origin: string, host: string | undefined): boolean {
  const from = parse(origin);
  return from !== null && parse(`${from.protocol}//${host}`)?.host === from.host;
}

/** Somebody opens the page itself, in a tab of its own. */
function isVisit(request: IncomingMessage): boolean {
  return (
    request.method === 'GET' &&
    header(request, 'sec-fetch-mode') === 'navigate' &&
    header(request, 'sec-fetch-dest') === 'document'
  );
}

function header(request: IncomingMessage, name: string): string | undefined {
  const value = request.headers[name];
  return Array.isArray(value) ? value[0] : value;
}

function portOf({ port, protocol }: URL): number | undefined {
  return port === '' ? DEFAULT_PORTS[protocol] : Number(port);
}

function parse(url: string): URL | null {
  return URL.canParse(url) ? new URL(url) : null;
}
