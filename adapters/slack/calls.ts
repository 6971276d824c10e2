import type { WebClient } from '@slack/web-api';
import { evenIfBrokenOff } from '../../src/chat/kit/broken-off.ts';
import { type Asked, deliveryErrorOf } from '../../src/chat/kit/failing.ts';
import type { Logger } from '../../src/log.ts';
import { codeOf } from './codes.ts';
import { failureOf, pointersOf, slackCodeOf } from './errors.ts';
import { NO_LONGER_TAKEN } from './losing.ts';

/** Calls a method of Slack; what fails rejects with a DeliveryError and leaves a line in the log. */
export type Calls = <T>(
  client: WebClient,
  asked: Asked,
  call: (client: WebClient) => Promise<T>,
) => Promise<T>;

/** Calls that log method and code of what fails, never a text. `refused` hears of a token that is not taken. */
export function callsTo(log: Logger, refused: (client: WebClient) => void): Calls {
  return async (client, asked, call) => {
    try {
      const ask = () => call(client);
      return await (asked.doubtful ? ask() : evenIfBrokenOff(ask));
    } catch (error) {
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
