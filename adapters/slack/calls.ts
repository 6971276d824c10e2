import type { WebClient } from '@slack/web-api';
import { evenIfBrokenOff } from '../../src/chat/kit/broken-off.ts';
import { type Asked, deliveryErrorOf } from '../../src/chat/kit/failing.ts';
import type { Logger } from '../../src/log.ts';
import { codeOf } from './codes.ts';
import { failureOf, lackOf, pointersOf, slackCodeOf } from './errors.ts';
import { NO_LONGER_TAKEN } from './losing.ts';

/** Calls a method of Slack; what fails rejects with a DeliveryError and leaves a line in the log. */
export type Calls = <T>(
  client: WebClient,
  asked: Asked,
  call: (client: WebClient) => Promise<T>,
) => Promise<T>;

/** What the app of `--minimal` may not do: nothing that an operator would mend. */
const OPTIONAL: ReadonlySet<string> = new Set(['conversations.history', 'conversations.replies']);

/**
 * Calls that log method and code of what fails, never a text; of a right that is missing so that an operator
 * sees it, once; of a scope once until the method works again. `refused` hears of a token that is not taken.
 */
export function callsTo(log: Logger, refused: (client: WebClient) => void): Calls {
  /** What was told of each client: methods with their codes. */
  const told = new WeakMap<WebClient, Set<string>>();

  const tellLack = (client: WebClient, method: string, error: unknown): void => {
    const lack = OPTIONAL.has(method) ? null : lackOf(error);
    const before = told.get(client) ?? new Set();
    const what = lack && `${method} ${lack.code}`;
    if (!what || before.has(what)) return;
    told.set(client, before.add(what));
    log.warn(
      { method, ...lack },
      'slack: the app lacks a right: give it (a scope under "OAuth & Permissions", then install the app again); what ' +
        'cannot be said meanwhile waits',
    );
  };

  return async (client, asked, call) => {
    try {
      const ask = () => call(client);
      const answer = await (asked.doubtful ? ask() : evenIfBrokenOff(ask));
      // The other rights may be missing in one place, and be there in the next.
      told.get(client)?.delete(`${asked.method} missing_scope`);
      return answer;
    } catch (error) {
      tellLack(client, asked.method, error);
      if (NO_LONGER_TAKEN.has(slackCodeOf(error) ?? '')) refused(client);
      const failed = deliveryErrorOf(error, (cause) => failureOf(cause, asked));
      const line = { method: asked.method, code: codeOf(error), failure: failed.failure };
      const { failure } = failed;
      // Content that Slack refuses is a mistake of ours; where it is, is all that may be said of it.
      if ('permanent' in failure && failure.permanent === 'invalid') {
        log.error({ ...line, pointers: pointersOf(error) }, 'slack: a call was refused as malformed');
      } else {
        log.debug(line, 'slack: a call failed');
      }
      throw failed;
    }
  };
}
