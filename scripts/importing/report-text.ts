import type { Counts } from '../../src/importing/import-report.ts';
import type { Imported } from './import-files.ts';

/** What an import came to, for who typed the command; nothing is said of what did not happen. */
export function reportText(
  { report, notRead, files, cut }: Imported,
  { dryRun }: { dryRun: boolean },
): string {
  const {
    imported,
    already,
    elsewhere,
    leftOut,
    answers,
    unknownValues,
    unknownStatuses,
    shortened,
    undated,
    totals,
  } = report;
  const lines = [
    `imported: ${both(imported)}`,
    ...(sum(already) > 0 ? [`there already: ${both(already)}`] : []),
    ...named('of the ideas there already, in another lab', elsewhere),
    ...(answers > 0 ? [`official answers brought with their ideas: ${answers}`] : []),
    ...named('left out', leftOut),
    ...(notRead.length > 0 ? [`columns not read: ${notRead.join(', ')}`] : []),
    ...named('no vote here (a vote before it is taken back)', unknownValues),
    ...named('statuses the box does not have, new here (see --map-status)', unknownStatuses),
    ...(shortened > 0 ? [`titles cut, whole in the text: ${shortened}`] : []),
    ...(undated.ideas > 0 ? [`ideas without a date, dated now: ${undated.ideas}`] : []),
    ...(undated.votes > 0 ? [`votes without a date, dated as their idea: ${undated.votes}`] : []),
    ...(totals.brought > 0 ? [`votes brought by their number alone: ${totals.brought}`] : []),
    ...(totals.leftOut > 0
      ? [`votes known by their number alone, left out (see --totals): ${totals.leftOut}`]
      : []),
    ...files.filter(({ refused }) => refused > 0).map(refusal),
    ...(cut === null ? [] : [`Cut short: ${cut}. ${dryRun ? TRIED : STAYS}`]),
  ];
  return lines.map((line) => `${line}\n`).join('');
}

const STAYS = 'What is told above is in the box; run the same command again, and it goes on from there.';
const TRIED = 'The copy it was tried on is removed.';

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
