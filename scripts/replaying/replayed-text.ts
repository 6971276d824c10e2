import { renderMessage } from '../../adapters/terminal/render.ts';
import { digestMessage } from '../../src/chat/messages/digest.ts';
import type { DigestView } from '../../src/digest/read-digest.ts';
import { speak } from '../../src/i18n/speak.ts';
import type { Counts } from '../../src/importing/import-report.ts';
import type { ReplayReport } from '../../src/replaying/replay-report.ts';
import type { Replayed } from './replay-files.ts';

/** What a person reads of a replay: each week's digest as its channel would have shown it, then what was played. */
export function replayedText({ weeks, report }: Replayed): string {
  return [...weeks.map(weekOf), ...reportLines(report).map((line) => `${line}\n`)].join('');
}

function weekOf(view: DigestView): string {
  const { week, entries } = view.week;
  if (entries.length === 0) return `${week}: nothing to say\n\n`;
  const means = { commandWord: '/idee', reactions: true, buttons: true, threads: false };
  return `${week}\n${renderMessage(digestMessage(speak(view.lab.language), view, means))}`;
}

/** Refused lines told one by one; the rest are counted. */
const TOLD = 20;

function reportLines(report: ReplayReport): string[] {
  const { ideas, votes, undated, refused, refusals } = report;
  const more = refused - Math.min(refused, TOLD);
  return [
    `played: ideas ${ideas}, votes ${votes.cast}, said again ${votes.repeated}, taken back ${votes.takenBack}`,
    ...told('no vote here (a vote before it is taken back)', report.unknownValues),
    ...told('left out', report.leftOut),
    ...told('undated: at its first vote or the beginning, a vote at its idea', undated),
    ...told('dated after a vote on it: at that vote', { ideas: report.votedBefore }),
    ...told('status without the date of its decision: new', { ideas: report.statuses }),
    ...told('title cut, the whole of it begins the body', { ideas: report.shortened }),
    ...(report.unpublished.length > 0 ? [`no digest due yet: ${report.unpublished.join(', ')}`] : []),
    ...refusals.slice(0, TOLD).map(({ file, line, reason }) => `refused: ${file}, line ${line}: ${reason}`),
    ...(more > 0 ? [`refused: ${more} more`] : []),
  ];
}

/** One line with what there is of each; none where there is nothing. */
function told(what: string, counts: Counts): string[] {
  const there = Object.entries(counts).filter(([, count]) => count > 0);
  return there.length > 0 ? [`${what}: ${there.map(([name, count]) => `${name} ${count}`).join(', ')}`] : [];
}
