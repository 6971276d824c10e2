import { type Environment, environment } from '../../../adapters/slack/environment.ts';
import type { Clock } from '../../../src/clock.ts';
import type { Bound } from '../bound.ts';
import type { Check } from '../check.ts';
import { checkChannels, notLookedAt } from './channels.ts';
import { type Address, checkDoor } from './door.ts';
import { Skew } from './skew.ts';
import { checkSockets } from './sockets.ts';
import { checkTokens } from './tokens.ts';

/** What is looked at. */
export interface SlackSetup {
  /** The settings, already found right. */
  env: NodeJS.ProcessEnv;
  address: Address;
  bound: readonly Bound[];
  clock: Clock;
}

/** Asks Slack about its side of the set-up. Changes nothing, posts nothing that anybody sees. */
export async function examineSlack({ env, address, bound, clock }: SlackSetup): Promise<Check[]> {
  const slack: Environment = environment.parse(env);
  const { way, apiUrl } = slack;
  const skew = new Skew(clock);
  const tokens = await checkTokens(slack, skew, clock);
  const installed = tokens.flatMap((token) => token.installed ?? []);
  const channels = tokens.every(({ tried }) => tried)
    ? await checkChannels(bound, installed)
    : [notLookedAt(bound.length)];
  const entry =
    way.kind === 'socket'
      ? [await checkSockets({ appToken: way.appToken, apiUrl }, skew, clock)]
      : await checkDoor(address, way.signingSecret, clock.now());
  return [...tokens.flatMap(({ checks }) => checks), ...[skew.check() ?? []].flat(), ...channels, ...entry];
}
