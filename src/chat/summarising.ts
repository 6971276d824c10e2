import type { Awaiting, Reference, Told } from '../delivery/saying.ts';
import { isTextShown } from '../ideas/idea.ts';
import type { PersonRef } from '../members/member-store.ts';
import type { Reads } from '../reads.ts';
import type { DecidedLine, SummaryView } from './messages/summary.ts';

/**
 * What a summary has to say at this moment; null when that is nothing any more. Of several decisions on one idea
 * it tells the last; an idea withdrawn or hidden meanwhile is left out, and so is a lab that this person no
 * longer facilitates.
 */
export async function summaryView(
  reads: Pick<Reads, 'decisions' | 'ideas' | 'labs' | 'members'>,
  person: PersonRef,
  { decided, labs }: Extract<Reference, { kind: 'summary' }>,
): Promise<SummaryView | null> {
  const view = { decided: await standing(reads, decided), labs: await facilitated(reads, person, labs) };
  return view.decided.length + view.labs.length > 0 ? view : null;
}

async function standing(
  reads: Pick<Reads, 'decisions' | 'ideas'>,
  decided: readonly Told[],
): Promise<DecidedLine[]> {
  const lines = new Map<number, DecidedLine>();
  for (const { decision: id, as } of decided) {
    const decision = await reads.decisions.byId(id);
    const idea = decision?.undoneAt === null ? await reads.ideas.forLab(decision.idea) : null;
    if (decision && idea && isTextShown(idea)) lines.set(idea.number, { idea, decision, as });
  }
  return [...lines.values()];
}

async function facilitated(
  { labs, members }: Pick<Reads, 'labs' | 'members'>,
  person: PersonRef,
  awaiting: readonly Awaiting[],
): Promise<SummaryView['labs']> {
  const identity = await members.find(person);
  const own = new Set<number>();
  for (const { id } of identity ? await members.identitiesOf(identity.member) : [])
    for (const lab of await labs.facilitatedBy(id)) own.add(lab);
  const found = [];
  for (const { lab, fresh, waiting } of awaiting) {
    const name = own.has(lab) ? (await labs.byId(lab))?.name : undefined;
    if (name !== undefined) found.push({ name, fresh, waiting });
  }
  return found;
}
