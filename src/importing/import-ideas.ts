import type { Batch, ImportOrder, Line } from './batch.ts';
import { fitAnswer, fitText } from './fit-text.ts';
import { hashOf } from './hash.ts';
import { countMore } from './import-report.ts';
import type { NewImport } from './import-store.ts';
import type { ForeignIdea } from './record.ts';

/** More votes than this on one idea are a mistake of reading: each would be a row. */
const TOTAL_MAX = 100_000;

/** An idea that is to be imported; its author is not known to the box yet. */
type Fresh = Omit<NewImport, 'author'> & Pick<ForeignIdea, 'author'>;

/** Brings the ideas of a batch that are not there yet. */
export async function importIdeas(batch: Batch, lines: readonly Line<ForeignIdea>[]): Promise<void> {
  if (lines.length === 0) return;
  const { tx, order, report, refuse } = batch;
  const known = await tx.imports.known(order.source, [...new Set(lines.map(({ record }) => record.id))]);
  const seen = new Map([...known].map(([id, { hash }]) => [id, hash]));
  const here = 'id' in order.lab ? order.lab.id : null;
  const fresh: Fresh[] = [];
  for (const line of lines) {
    const hash = hashOf(line.record);
    const before = seen.get(line.record.id);
    if (before === hash) {
      report.already.ideas += 1;
      const there = known.get(line.record.id)?.lab ?? here;
      if (there !== here) countMore(report.elsewhere, String(there));
    } else if (before !== undefined) {
      refuse(line, `the id ${line.record.id} is there already, with another content`);
    } else {
      const idea = checked(batch, line.record, hash);
      if ('fault' in idea) refuse(line, idea.fault);
      else {
        seen.set(idea.id, hash);
        fresh.push(idea);
      }
    }
  }
  await publish(batch, fresh);
}

function checked(batch: Batch, idea: ForeignIdea, hash: string): Fresh | { fault: string } {
  const { order, report } = batch;
  const text = fitText(idea);
  if ('fault' in text) return text;
  const fitted = fitAnswer(idea.answer?.text ?? '');
  if ('fault' in fitted) return fitted;
  if ([idea.createdAt, idea.editedAt, idea.answer?.at].some((at) => (at ?? 0) > order.now)) {
    return { fault: 'dated in the future' };
  }
  const votes = (idea.totals?.for ?? 0) + (idea.totals?.against ?? 0);
  if (order.totals && votes > TOTAL_MAX) return { fault: `more than ${TOTAL_MAX} votes on one idea` };

  const { title, body, shortened } = text;
  if (shortened) report.shortened += 1;
  if (idea.createdAt === null) report.undated.ideas += 1;
  if (typeof idea.status === 'object') countMore(report.unknownStatuses, idea.status.unknown);
  if (!order.totals) report.totals.leftOut += votes;
  const createdAt = idea.createdAt ?? order.now;
  const editedAt = idea.editedAt !== null && idea.editedAt > createdAt ? idea.editedAt : null;
  if (fitted.answer !== null) report.answers += 1;
  return {
    id: idea.id,
    hash,
    title,
    body,
    author: idea.author,
    status: typeof idea.status === 'object' ? 'new' : idea.status,
    createdAt,
    editedAt,
    totals: order.totals ? idea.totals : null,
    answer:
      fitted.answer === null ? null : { text: fitted.answer, at: idea.answer?.at ?? editedAt ?? createdAt },
  };
}

async function publish({ tx, order, chance, report }: Batch, fresh: readonly Fresh[]): Promise<void> {
  if (fresh.length === 0) return;
  const lab = await labOf(tx, order);
  const authors = new Map(
    fresh.flatMap(({ author }) => (author ? [[author.id, { user: author.id, name: author.name }]] : [])),
  );
  const persons = await tx.imports.persons(order.source, [...authors.values()], order.now);
  const ideas = fresh.map((idea) => ({
    ...idea,
    author: (idea.author && persons.get(idea.author.id)) ?? null,
  }));
  const numbers = await tx.imports.publish(lab, order.source, ideas);
  report.imported.ideas += ideas.length;
  for (const [place, { totals, createdAt: at }] of ideas.entries()) {
    const number = numbers[place];
    if (!totals || number === undefined) continue;
    const idea = { number, lab, at };
    await tx.imports.castTotal(idea, 'for', totals.for, chance);
    await tx.imports.castTotal(idea, 'against', totals.against, chance);
    report.totals.brought += totals.for + totals.against;
  }
}

/** The id of the lab; one that is not there yet is made by the first batch with something for it. */
async function labOf(tx: Batch['tx'], { lab, now }: ImportOrder): Promise<number> {
  if ('id' in lab) return lab.id;
  const made = (await tx.labs.bySlug(lab.slug)) ?? (await tx.labs.create(lab, now));
  if (!made) throw new Error('a lab that is not there could not be made');
  return made.id;
}
