import type { Chance } from '../clock.ts';
import type { Transaction } from '../unit-of-work.ts';
import type { Batch, ImportOrder, Line, RefusedLine } from './batch.ts';
import { importIdeas } from './import-ideas.ts';
import { countMore, emptyReport, type ImportReport } from './import-report.ts';
import { importVotes } from './import-votes.ts';
import type { ForeignIdea, ForeignVote, ReadLine } from './record.ts';

/**
 * Brings a batch of lines of another tool's files in the caller's transaction: ideas with their number, then votes
 * with the tallies. What is there already is left alone, so that any import may be run again. Nothing is said in any
 * chat: no card, no notice, no repaint.
 */
export async function importBatch(
  tx: Pick<Transaction, 'imports' | 'labs'>,
  lines: readonly ReadLine[],
  order: ImportOrder,
  chance: Pick<Chance, 'id'>,
): Promise<{ report: ImportReport; refused: RefusedLine[] }> {
  const report = emptyReport();
  const refused: RefusedLine[] = [];
  const refuse: Batch['refuse'] = ({ line, raw }, reason) => {
    report.refused += 1;
    refused.push({ line, reason, raw });
  };
  const { ideas, votes } = sorted(lines, report, refuse);
  const batch: Batch = { tx, order, chance, report, refuse };
  await importIdeas(batch, ideas);
  await importVotes(batch, votes);
  return { report, refused: refused.sort((a, b) => a.line - b.line) };
}

function sorted(lines: readonly ReadLine[], report: ImportReport, refuse: Batch['refuse']) {
  const ideas: Line<ForeignIdea>[] = [];
  const votes: Line<ForeignVote>[] = [];
  for (const read of lines) {
    const { line, raw } = read;
    if ('refused' in read) refuse(read, read.refused);
    else if (read.record.kind === 'idea') ideas.push({ line, raw, record: read.record });
    else if (read.record.kind === 'vote') votes.push({ line, raw, record: read.record });
    else countMore(report.leftOut, read.record.what);
  }
  return { ideas, votes };
}
