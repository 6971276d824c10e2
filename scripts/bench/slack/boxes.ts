import type { Database } from 'better-sqlite3';
import { weekBefore, weekContaining } from '../../../src/digest/period.ts';
import { fillHistory, LAB } from '../history.ts';
import { type Bound, bindLab, fillQuiet, QUIET_IDEAS } from '../load/boxes.ts';
import { CHANNEL, cardOf, MORE_CHANNELS, WORKSPACE } from './workspace.ts';

const ZONE = 'Europe/Paris';
/** Cards that are to be painted afresh. */
const REPAINTS = 1000;
/** Ideas the history is short of cards for: it wants some that are new in the week. */
const HISTORY = REPAINTS + 200;

const TEAM = WORKSPACE.id;

const bound = (channel: string): Bound => ({ platform: 'slack', realm: TEAM, team: TEAM, channel });

/** Ideas with a card each, in the lab of the channel. */
export function fillCards(db: Database): void {
  fillQuiet(db, bound(CHANNEL.id));
  postCards(db, QUIET_IDEAS.length);
}

/** A lab whose last week is due in forty channels, and a thousand cards that have changed. */
export function fillBusy(db: Database): void {
  fillHistory(db, HISTORY, weekBefore(weekContaining(Date.now(), ZONE), ZONE));
  // Due as soon as the week is over, whichever day this is run.
  db.prepare(`update labs set digest_cron = '0 0 * * 1' where id = ?`).run(LAB);
  bindLab(db, [CHANNEL.id, ...MORE_CHANNELS].map(bound));
  postCards(db, REPAINTS);
  const lane = `repaints ${JSON.stringify(['slack', TEAM, TEAM])}`;
  db.prepare(`insert into outbox_realms (platform, realm, paused_until) values ('slack', ?, 0)`).run(TEAM);
  db.prepare(
    `insert into outbox_lanes (lane, kind, platform, realm, paused_until, due_at)
     values (?, 'repaints', 'slack', ?, 0, 0)`,
  ).run(lane, TEAM);
  db.prepare(
    `insert into repaints (posting, lane, wanted, asks, painted_at, not_before, attempts)
     select id, ?, 1, 1, 0, 0, 0 from postings`,
  ).run(lane);
}

/** Numbers of the ideas of {@link fillBusy} that can be voted on and have a card: the history closes the others. */
export const BUSY_IDEAS = Array.from({ length: REPAINTS }, (_, at) => at + 1).filter((idea) => idea % 10 < 6);

function postCards(db: Database, ideas: number): void {
  const row = db.prepare(
    `insert into postings (kind, idea, platform, realm, team, channel, message, at)
     values ('card', ?, 'slack', ?, ?, ?, ?, 0)`,
  );
  for (let idea = 1; idea <= ideas; idea += 1) row.run(idea, TEAM, TEAM, CHANNEL.id, cardOf(idea));
}
