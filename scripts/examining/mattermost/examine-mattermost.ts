import { type Environment, environment } from '../../../adapters/mattermost/environment.ts';
import type { Signer } from '../../../src/chat/kit/signer.ts';
import type { Clock } from '../../../src/clock.ts';
import type { Config } from '../../../src/config.ts';
import type { Bound } from '../bound.ts';
import type { Check } from '../check.ts';
import { checkChannels } from './channels.ts';
import { checkClocks } from './clocks.ts';
import { checkDoor } from './door.ts';
import { checkServers, type Reached } from './servers.ts';
import { checkWayBack, notTried, type WayBack } from './way-back.ts';

/** What is looked at. */
export interface MattermostSetup {
  /** The settings, already found right. */
  env: NodeJS.ProcessEnv;
  address: Pick<Config, 'host' | 'port'>;
  bound: readonly Bound[];
  /** As the box signs for this platform. */
  signer: Signer;
  clock: Clock;
}

/** Asks each Mattermost server about its side of the set-up, and has it call the box. Posts nothing that anybody sees. */
export async function examineMattermost(setup: MattermostSetup): Promise<Check[]> {
  const { env, address, bound, signer, clock } = setup;
  const { sites, callbackUrl }: Environment = environment.parse(env);
  const servers = await checkServers(sites, clock);
  const reached = servers.flatMap((server) => server.reached ?? []);
  const entries: Check[] = [];
  for (const server of reached)
    entries.push(...(await checkEntry(server, address, { callbackUrl, bound, signer })));
  return [
    ...servers.flatMap(({ checks }) => checks),
    ...checkClocks(reached, clock),
    ...(await checkChannels(bound, reached)),
    ...entries,
  ];
}

/** A box that does not run here is not called, and that is said. */
async function checkEntry(
  server: Reached,
  address: MattermostSetup['address'],
  way: WayBack,
): Promise<Check[]> {
  const door = await checkDoor(address, server.settings.realm);
  if (door && door.state !== 'ok') return [door, notTried(server)];
  return [...(door ? [door] : []), ...(await checkWayBack(server, way))];
}
