import type { Counts } from '../../src/importing/import-report.ts';
import type { Imported } from './import-files.ts';

/** What an import came to, for who typed the command; nothing is said of what did not happen. */
export function reportText({ report, files, cut }: Imported): string {
  const { imported, already, leftOut, unknownValues, unknownStatuses, shortened, undated, totals } = report;
  const lines = [
    `imported: ${both(imported)}`,
    ...(sum(already) > 0 ? [`there already: ${both(already)}`] : []),
    ...named('left out', leftOut),
    ...named('no vote here, so a vote before it was taken back', unknownValues),
    ...named('statuses the box does not have, new here (see --map-status)', unknownStatuses),
    ...(shortened > 0 ? [`titles cut, whole in the text: ${shortened}`] : []),
    ...(undated.ideas > 0 ? [`ideas without a date, dated now: ${undated.ideas}`] : []),
    ...(undated.votes > 0 ? [`votes without a date, dated as their idea: ${undated.votes}`] : []),
    ...(totals.brought > 0 ? [`votes brought by their number alone: ${totals.brought}`] : []),
    ...(totals.leftOut > 0
      ? [`votes known by their number alone, left out (see --totals): ${totals.leftOut}`]
      : []),
    ...files.filter(({ refused }) => refused > 0).map(refusal),
    ...(cut === null
      ? []
      : [`Cut short: ${cut}. What is told above is in the box; run the same command again.`]),
  ];
  return lines.map((line) => `${line}\n`).join('');
}

const both = ({ ideas, votes }: { ideas: number; votes: number }): string => `ideas ${ideas}, votes ${votes}`;
const sum = ({ ideas, votes }: { ideas: number; votes: number }): number => ideas + votes;

function named(what: string, counts: Counts): string[] {
  const all = Object.entries(counts).map(([name, count]) => `${name} ${count}`);
  return all.length > 0 ? [`${what}: ${all.join(', ')}`] : [];
}

function refusal({ file, refused, refusedFile, fault }: Imported['files'][number]): string {
  const where = refusedFile ? `, see ${refusedFile}` : '';
  return `refused lines of ${file}: ${refused}${where}${fault ? ` (not all written there: ${fault})` : ''}`;
}
