import type { Result } from '../bench.ts';
import { onStage } from '../load/stage.ts';
import { type Load, loadOf, measureCapture, measureVote } from '../load/throughput.ts';
import { buildProgram } from '../program.ts';
import { fillCards } from './boxes.ts';
import { SLACK } from './stage.ts';

/** Ideas filed in Slack: `/idee` with a text opens the form, and its submission publishes. */
export async function* captureSlack(quick: boolean): AsyncGenerator<Result> {
  buildProgram();
  yield await measureSlackCapture(loadOf(quick));
}

/** Votes by the buttons of cards. */
export async function* voteSlack(quick: boolean): AsyncGenerator<Result> {
  buildProgram();
  yield await measureSlackVote(loadOf(quick));
}

/** The program is built already. */
export function measureSlackCapture(load: Load): Promise<Result> {
  const measured = { name: 'capture_slack', aim: 0.2 };
  return onStage(SLACK, fillCards, (stage) => measureCapture(stage, load, measured), load);
}

/** The program is built already. */
export function measureSlackVote(load: Load): Promise<Result> {
  const measured = { name: 'vote_slack', aim: 0.3 };
  return onStage(SLACK, fillCards, (stage) => measureVote(stage, load, measured), load);
}
