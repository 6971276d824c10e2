import { commandLine, EXIT, type Surroundings, UsageError } from '../support/script.ts';
import type { Bench } from './bench.ts';
import { digestGrowth } from './digest-growth.ts';
import { startup } from './startup.ts';
import { top10Growth } from './top10-growth.ts';
import { voteStore } from './vote-store.ts';

/** Every bench by name. */
export const BENCHES: Readonly<Record<string, Bench>> = {
  vote_store: voteStore,
  top10_growth: top10Growth,
  digest_growth: digestGrowth,
  startup,
};

const HELP = `
Each result is one line of JSON: name, value, unit, baseline, ratio (value / baseline) and details. The baseline
is something bare, measured in the same run. Without names all are run.

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
    for await (const result of BENCHES[name]?.(quick) ?? []) around.out(`${JSON.stringify(result)}\n`);
  }
  return EXIT.done;
}
