import type { Database } from 'better-sqlite3';
import { weekBefore, weekContaining } from '../../../src/digest/period.ts';
import { fillHistory, LAB } from '../history.ts';
import { fillVoting, IDEAS } from '../voting.ts';
import { CHANNEL, cardOf, MORE_CHANNELS, WORKSPACE } from './workspace.ts';

const ZONE = 'Europe/Paris';
/** Cards that are to be painted afresh. */
const REPAINTS = 1000;
/** Ideas the history is short of cards for: it wants some that are new in the week. */
const HISTORY = REPAINTS + 200;

const TEAM = WORKSPACE.id;

/** Ideas with a card each, in the lab of the channel. */
export function fillQuiet(db: Database): void {
  fillVoting(db);
  db.prepare('update counters set value = ?').run(IDEAS);
  db.exec('delete from postings');
  bind(db, [CHANNEL.id]);
  postCards(db, IDEAS);
}

/** Numbers of the ideas of {@link fillQuiet}. */
export const QUIET_IDEAS = Array.from({ length: IDEAS }, (_, at) => at + 1);

/** A lab whose last week is due in forty channels, and a thousand cards that have changed. */
export function fillBusy(db: Database): void {
  fillHistory(db, HISTORY, weekBefore(weekContaining(Date.now(), ZONE), ZONE));
  // Due as soon as the week is over, whichever day this is run.
  db.prepare(`update labs set digest_cron = '0 0 * * 1' where id = ?`).run(LAB);
  bind(db, [CHANNEL.id, ...MORE_CHANNELS]);
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

function bind(db: Database, channels: readonly string[]): void {
  const row = db.prepare(
    `insert into lab_channels (lab, platform, realm, channel, team, name, private, bound_at)
     values (?, 'slack', ?, ?, ?, ?, 0, 0)`,
  );
  for (const channel of channels) row.run(LAB, TEAM, channel, TEAM, channel);
}

function postCards(db: Database, ideas: number): void {
  const row = db.prepare(
    `insert into postings (kind, idea, platform, realm, team, channel, message, at)
     values ('card', ?, 'slack', ?, ?, ?, ?, 0)`,
  );
  for (let idea = 1; idea <= ideas; idea += 1) row.run(idea, TEAM, TEAM, CHANNEL.id, cardOf(idea));
}
