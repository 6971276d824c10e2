import { randomBytes } from 'node:crypto';
import { REQUEST_PATH } from '../../../adapters/slack/receivers/http.ts';
import type { Config } from '../../../src/config.ts';
import { boxAddress } from '../../manifesting/box-address.ts';
import { requestUrlOf } from '../../manifesting/request-url.ts';
import { type Check, failure, ok, warning } from '../check.ts';
import { localUrl } from '../local-url.ts';
import { EVENTS_PAGE, SECRET_PAGE } from './places.ts';
import { type Posted, postAsSlack } from './signed-post.ts';

const NAME = 'slack door';

/** A certificate that Slack would not take either. */
const BAD_CERTIFICATE = /CERT|TLS|SELF_SIGNED|VERIFY/;

/** Where the box is configured to be. */
export type Address = Pick<Config, 'host' | 'port' | 'publicUrl'>;

/**
 * Knocks at the box as Slack does, first on this machine, then where Slack itself knocks: one request that is signed
 * and must be taken, and one signed by somebody else that must not be.
 */
export async function checkDoor(address: Address, signingSecret: string, now: number): Promise<Check[]> {
  const here = localUrl(address, REQUEST_PATH);
  if (here !== null) {
    const local = await checkAddress(here, signingSecret, now);
    if (local.state !== 'ok') return [local];
    return [local, await checkPublic(address.publicUrl, signingSecret, now)];
  }
  return [await checkPublic(address.publicUrl, signingSecret, now)];
}

async function checkPublic(publicUrl: URL | null, secret: string, now: number): Promise<Check> {
  if (!publicUrl) {
    const remedy = `set it to the https address people outside reach the box by; Slack posts there: ${EVENTS_PAGE}`;
    return warning(NAME, 'PUBLIC_URL is not set: whether Slack reaches the box cannot be tried', remedy);
  }
  const fit = boxAddress(publicUrl.href);
  if (!(fit instanceof URL)) {
    return failure(NAME, `PUBLIC_URL: ${fit.wrong}`, 'for example PUBLIC_URL=https://idees.example.fr');
  }
  const found = await checkAddress(requestUrlOf(fit), secret, now);
  return found.state === 'ok'
    ? { ...found, says: `${found.says}; ${EVENTS_PAGE} must be this address` }
    : found;
}

async function checkAddress(url: string, secret: string, now: number): Promise<Check> {
  const signed = await postAsSlack(url, secret, now);
  if (typeof signed === 'string') return unreached(url, signed);
  if (signed.status !== 200 || !signed.echoed)
    return failure(NAME, `${url} ${said(signed)}`, remedyOf(signed));
  const forged = await postAsSlack(url, randomBytes(16).toString('hex'), now);
  if (typeof forged !== 'string' && forged.status === 401) {
    return ok(NAME, `${url} takes what is signed and refuses what is not`);
  }
  const remedy =
    'a proxy answers in its place, or the signature is not checked: Slack is not the only one who is heard';
  return failure(NAME, `${url} did not refuse a wrong signature (${said(forged)})`, remedy);
}

function unreached(url: string, code: string): Check {
  const says = `${url} cannot be reached from this machine: ${code}`;
  if (BAD_CERTIFICATE.test(code)) {
    return failure(
      NAME,
      says,
      'Slack wants a valid certificate that names this host, with its intermediates',
    );
  }
  const remedy = `start the box; if it runs, look at proxy and firewall. From outside, Slack says it in ${EVENTS_PAGE} > "Retry"`;
  return warning(NAME, says, remedy);
}

function said(posted: Posted): string {
  if (typeof posted === 'string') return `no answer: ${posted}`;
  return posted.status === 200 ? 'answers 200, but not as the box does' : `answers ${posted.status}`;
}

function remedyOf({ status }: { status: number }): string {
  if (status === 401) {
    return `the running box has another SLACK_SIGNING_SECRET or another clock: start it again with this one (${SECRET_PAGE})`;
  }
  if (status === 404)
    return 'something else listens there, or the box runs without Slack over HTTP: see PORT and CHAT_ADAPTERS';
  if (status >= 500)
    return 'the box is starting or stopping, or a proxy does not find it: see its log, then try again';
  return 'something on the way answers in place of the box: let the proxy pass POST requests on as they are';
}
