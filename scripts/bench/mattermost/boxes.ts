import type { Database } from 'better-sqlite3';
import { laneOf } from '../../../src/delivery/lane.ts';
import { fillQuiet, QUIET_IDEAS } from '../load/boxes.ts';
import { CHANNEL, REALM, TEAM } from './server.ts';

const AT = { platform: 'mattermost', realm: REALM, channel: CHANNEL.id, team: TEAM.id };

/** Ideas in the lab of the channel; so many cards leave as soon as the box runs: buttons hold what the box signed. */
export function fillUnposted(db: Database, cards: number): void {
  fillQuiet(db, AT);
  const lane = laneOf(AT);
  db.prepare(`insert into outbox_realms (platform, realm, paused_until) values ('mattermost', ?, 0)`).run(
    REALM,
  );
  db.prepare(
    `insert into outbox_lanes (lane, kind, platform, realm, paused_until, due_at)
     values (?, 'messages', 'mattermost', ?, 0, 0)`,
  ).run(lane, REALM);
  const row = db.prepare(
    `insert into outbox (lane, destination, reference, lang, key, not_before, state, attempts, doubts, looks, shows, stale, created_at)
     values (?, ?, ?, 'fr', ?, 0, 'waiting', 0, 0, 0, ?, 0, 0)`,
  );
  for (const idea of QUIET_IDEAS.slice(0, cards))
    row.run(
      lane,
      JSON.stringify(AT),
      JSON.stringify({ kind: 'card', idea }),
      `card:${idea}:1`,
      `card ${idea}`,
    );
}
