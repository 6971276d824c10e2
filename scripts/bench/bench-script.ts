import { commandLine, EXIT, type Surroundings, UsageError } from '../support/script.ts';
import type { Bench } from './bench.ts';
import { digestGrowth } from './digest-growth.ts';
import { importing } from './import.ts';
import { reactionsMattermost } from './mattermost/reacting.ts';
import { captureMattermost, voteMattermost } from './mattermost/throughput.ts';
import { search } from './search.ts';
import { similar } from './similar.ts';
import { ackSlack } from './slack/acknowledging.ts';
import { captureSlack, voteSlack } from './slack/throughput.ts';
import { startup } from './startup.ts';
import { top10Growth } from './top10-growth.ts';
import { voteStore } from './vote-store.ts';

/** Every bench by name. */
export const BENCHES: Readonly<Record<string, Bench>> = {
  vote_store: voteStore,
  top10_growth: top10Growth,
  digest_growth: digestGrowth,
  startup,
  import: importing,
  similar,
  search,
  capture_slack: captureSlack,
  vote_slack: voteSlack,
  ack_slack: ackSlack,
  capture_mattermost: captureMattermost,
  vote_mattermost: voteMattermost,
  reactions_mattermost: reactionsMattermost,
};

const HELP = `
Each result is one line of JSON: name, value, unit, baseline, ratio (value / baseline) and details. The baseline
is something bare, measured in the same run. Without names all are run.

import: lines a second, and the most memory of a long one (import_memory) beside that of its first tenth.
similar, search: the 95th percentile in boxes of several sizes; growth beside the one before, blockedMs the longest
time in which nothing else ran, found the share of slightly rewritten ideas that were found again.
capture_slack, vote_slack: signed requests a second by sixty-four people, each waiting until they are answered, beside
a bare Bolt app with an empty handler. A request is a command, a form that is sent, or a button that is pressed.
cpuUs and baselineCpuUs: processor time a request, where the system tells it (Linux).
ack_slack: the 99th percentile of acknowledgements at 100 requests a second, in a Slack that is slow to answer; cold: the
same of the seconds before, when the program has just begun.
capture_mattermost, vote_mattermost: the same from Mattermost, beside a bare server of node:http that reads the form.
reactions_mattermost: how many of two thousand reactions in a minute are counted, when the last one was, and how often
cards were painted afresh beside what the pace allows.
Filling boxes takes minutes without --quick; how far it is goes to standard error.

Benches: ${Object.keys(BENCHES).join(', ')}
Exit codes: 0; 1 a bench failed; 2 wrong usage or an unknown name.`;

/** Runs benches and prints their results as they come. */
export async function bench(argv: readonly string[], around: Surroundings): Promise<number> {
  const command = commandLine('bench', around)
    .description('Measures the box against bare baselines.')
    .argument('[names...]', 'which; default: all')
    .option('--quick', 'less of it: any one bench ends within 45 s')
    .option('--json', 'nothing else: results are JSON already')
    .addHelpText('after', HELP)
    .parse(argv, { from: 'user' });
  const { quick = false } = command.opts<{ quick?: true }>();
  const names = command.args.length > 0 ? command.args : Object.keys(BENCHES);
  const unknown = names.filter((name) => !Object.hasOwn(BENCHES, name));
  if (unknown.length > 0) {
    throw new UsageError(`unknown: ${unknown.join(', ')}; there is: ${Object.keys(BENCHES).join(', ')}`);
  }
  for (const name of names) {
    for await (const result of BENCHES[name]?.(quick, around) ?? [])
      around.out(`${JSON.stringify(result)}\n`);
  }
  return EXIT.done;
}
