import type { IdeaView } from '../ideas/idea-lists.ts';
import type { Lab } from '../labs/lab.ts';
import type { Reads } from '../reads.ts';
import type { Composed } from './digest-store.ts';

/** A week with the texts it is shown with, as they are now. */
export interface DigestView {
  week: Composed;
  lab: Lab;
  /** By number. An idea that is missing here (it has moved to another lab) is shown as withdrawn. */
  ideas: ReadonlyMap<number, IdeaView>;
  /** Addresses of their cards, by number, where the digest is shown. */
  cards?: ReadonlyMap<number, string>;
}

/** Everything a digest message shows, read when it is rendered; null when the digest or its lab is gone. */
export async function readDigest(reads: Reads, id: number): Promise<DigestView | null> {
  const week = await reads.digests.byId(id);
  return week && viewOf(reads, week);
}

/** The same for a week that is not archived: a preview. */
export async function viewOf(
  reads: Pick<Reads, 'labs' | 'ideas'>,
  week: Composed,
): Promise<DigestView | null> {
  const lab = await reads.labs.byId(week.lab);
  if (!lab) return null;
  const ideas = new Map<number, IdeaView>();
  for (const { idea } of week.entries) {
    const view = ideas.has(idea) ? null : await reads.ideas.forLab(idea);
    // A lab's channel may read its own ideas only.
    if (view && view.lab === lab.id) ideas.set(idea, view);
  }
  return { week, lab, ideas };
}
