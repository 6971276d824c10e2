import { openSqlite } from '../../db/dialects/sqlite.ts';
import { reads } from '../../db/reads.ts';
import type { Config } from '../../src/config.ts';
import type { Lab, LabChannel } from '../../src/labs/lab.ts';
import { databaseExists } from '../support/database-file.ts';

interface BoundChannel {
  slug: string;
  access: Lab['access'];
  channel: LabChannel;
}

/**
 * The channels of this platform that labs are bound to, lost ones too; none where there is no database to read, which
 * the other checks tell.
 */
export async function boundChannels(
  config: Pick<Config, 'databaseUrl'>,
  platform: string,
): Promise<BoundChannel[]> {
  if (!databaseExists(config)) return [];
  const engine = await openSqlite(config.databaseUrl).catch(() => null);
  if (!engine) return [];
  try {
    const { labs } = reads(engine.read);
    const bound: BoundChannel[] = [];
    for (const { id, slug, access } of await labs.all()) {
      const channels = await labs.channels(id);
      const here = channels.filter((one) => one.platform === platform);
      bound.push(...here.map((channel) => ({ slug, access, channel })));
    }
    return bound;
  } catch {
    return [];
  } finally {
    await engine.close();
  }
}
