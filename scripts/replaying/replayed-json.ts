import type { DigestView } from '../../src/digest/read-digest.ts';
import { shownOf } from '../../src/digest/rest.ts';
import type { Replayed } from './replay-files.ts';

/** What a program reads of a replay: ids and numbers, instants as ISO texts in UTC, no texts of ideas. */
export function replayedJson({ weeks, ids, report }: Replayed): object {
  return { weeks: weeks.map((view) => weekOf(view, ids)), totals: report };
}

function weekOf({ week: digest, lab: { zone }, ideas }: DigestView, ids: Replayed['ids']): object {
  const { week, start, end, figures } = digest;
  return {
    week,
    start: iso(start),
    end: iso(end),
    zone,
    figures,
    entries: shownOf(digest).map(({ section, position, idea, gained, votesFor }) => ({
      section,
      position,
      idea,
      id: ids.get(idea) ?? null,
      gained,
      for: votesFor,
      against: ideas.get(idea)?.votesAgainst ?? null,
    })),
  };
}

const iso = (at: number): string => new Date(at).toISOString();
