import type { Logger } from '../../src/log.ts';
import type { MattermostClient } from './client.ts';
import { type Asked, deliveryErrorOf, isRefused } from './errors.ts';
import { codeOf } from './mattermost-error.ts';
import type { Site } from './site.ts';

/** Calls a method of a server; what fails rejects with a DeliveryError and leaves a line in the log. */
export type Calls = <T>(
  site: Site,
  asked: Asked,
  call: (client: MattermostClient) => Promise<T>,
) => Promise<T>;

/** Whether the servers still take our tokens: told of each answer that says so. */
export interface Trust {
  refused(site: Site): void;
  taken(site: Site): void;
}

/** A call that may be repeated. */
export const again = (method: string): Asked => ({ method, doubtful: false });
/** A call that makes something new each time. */
export const once = (method: string): Asked => ({ method, doubtful: true });

/** Calls that log method and code of what fails, never a text. */
export function callsTo(log: Logger, trust: Trust): Calls {
  return async (site, asked, call) => {
    try {
      const answer = await call(site.client);
      trust.taken(site);
      return answer;
    } catch (error) {
      const failed = deliveryErrorOf(error, asked);
      if (isRefused(failed)) trust.refused(site);
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
