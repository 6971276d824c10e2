import type { Database } from 'better-sqlite3';
import type { Result } from '../bench.ts';
import { onStage } from '../load/stage.ts';
import { type Load, loadOf, measureCapture, measureVote } from '../load/throughput.ts';
import { buildProgram } from '../program.ts';
import { fillUnposted } from './boxes.ts';
import { MATTERMOST } from './stage.ts';

/** Ideas filed in Mattermost: `/idee` with a text opens the dialog, and its submission publishes. */
export async function* captureMattermost(quick: boolean): AsyncGenerator<Result> {
  buildProgram();
  yield await measureMattermostCapture(loadOf(quick));
}

/** Votes by the buttons of cards. */
export async function* voteMattermost(quick: boolean): AsyncGenerator<Result> {
  buildProgram();
  yield await measureMattermostVote(loadOf(quick));
}

/** The program is built already. */
export function measureMattermostCapture(load: Load): Promise<Result> {
  const measured = { name: 'capture_mattermost', aim: 0.05 };
  // A card is needed only for people to meet the box by its buttons.
  const fill = (db: Database) => fillUnposted(db, 1);
  return onStage(MATTERMOST, fill, (stage) => measureCapture(stage, load, measured), load);
}

/** The program is built already. */
export function measureMattermostVote(load: Load): Promise<Result> {
  const measured = { name: 'vote_mattermost', aim: 0.08 };
  const fill = (db: Database) => fillUnposted(db, load.crowd);
  return onStage(MATTERMOST, fill, (stage) => measureVote(stage, load, measured), load);
}
