import type { Database } from 'better-sqlite3';
import { LAB } from '../history.ts';
import { fillVoting, IDEAS } from '../voting.ts';

/** A channel of a platform, as the box's tables name it. */
export interface Bound {
  platform: string;
  realm: string;
  team: string;
  channel: string;
}

/** Ideas in the lab of a channel, without cards. */
export function fillQuiet(db: Database, bound: Bound): void {
  fillVoting(db);
  db.prepare('update counters set value = ?').run(IDEAS);
  db.exec('delete from postings');
  bindLab(db, [bound]);
}

/** Numbers of the ideas of {@link fillQuiet}. */
export const QUIET_IDEAS = Array.from({ length: IDEAS }, (_, at) => at + 1);

/** The lab is talked about in these channels. */
export function bindLab(db: Database, channels: readonly Bound[]): void {
  const row = db.prepare(
    `insert into lab_channels (lab, platform, realm, channel, team, name, private, bound_at)
     values (?, ?, ?, ?, ?, ?, 0, 0)`,
  );
  for (const { platform, realm, team, channel } of channels)
    row.run(LAB, platform, realm, channel, team, channel);
}
