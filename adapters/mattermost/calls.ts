import { evenIfBrokenOff } from '../../src/chat/kit/broken-off.ts';
import { type Asked, deliveryErrorOf } from '../../src/chat/kit/failing.ts';
import type { Logger } from '../../src/log.ts';
import type { MattermostClient } from './client.ts';
import { failureOf, isRefused, isSilence } from './errors.ts';
import { codeOf } from './mattermost-error.ts';
import type { Site } from './site.ts';

/** Calls a method of a server; what fails rejects with a DeliveryError and leaves a line in the log. */
export type Calls = <T>(
  site: Site,
  asked: Asked,
  call: (client: MattermostClient) => Promise<T>,
) => Promise<T>;

/** Whether the servers answer and still take our tokens: told of each call that says so. */
export interface Trust {
  refused(site: Site): void;
  taken(site: Site): void;
  /** The server did not answer a call. `code`: what became of it, for the log. */
  silent(site: Site, code: string): void;
}

/** Calls that log method and code of what fails, never a text. */
export function callsTo(log: Logger, trust: Trust): Calls {
  return async (site, asked, call) => {
    try {
      const ask = () => call(site.client);
      const answer = await (asked.doubtful ? ask() : evenIfBrokenOff(ask));
      trust.taken(site);
      return answer;
    } catch (error) {
      const failed = deliveryErrorOf(error, (cause) => failureOf(cause, asked), codeOf);
      if (isRefused(failed)) trust.refused(site);
      if (isSilence(failed)) trust.silent(site, codeOf(failed));
      const { failure } = failed;
      const line = { realm: site.realm, method: asked.method, code: codeOf(failed), failure };
      // Content that the server refuses is a mistake of ours.
      if ('permanent' in failure && failure.permanent === 'invalid') {
        log.error(line, 'mattermost: a call was refused as malformed');
      } else {
        log.debug(line, 'mattermost: a call failed');
      }
      throw failed;
    }
  };
}
