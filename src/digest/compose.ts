import { createHash } from 'node:crypto';
import type { Answered, Gain, LeastVoted } from './digest-reads.ts';
import type { Entry } from './digest-store.ts';
import { FIRST_OF_REST } from './rest.ts';

/** Numbered entries: as many as a reader takes in, and one keycap reaction each. */
export const NUMBERED_MAX = 5;
/** Places to discover: never so many that the digest stops being about what people support. */
export const DISCOVER_MAX = 2;
/** Answers shown one by one; the figures count them all. */
const ANSWERED_MAX = 5;
/** Lines of each kind that are said in the digest's thread: more than that nobody reads. */
export const REST_MAX = 15;

/** What a digest is composed from. */
export interface Material {
  /** Oldest first. */
  answered: readonly Answered[];
  /** In order of rank. */
  gains: readonly Gain[];
  leastVoted: readonly LeastVoted[];
  /** Names the draw: the same lab and week draw the same ideas, wherever and whenever it is done. */
  seed: string;
}

/**
 * The lines of a digest: what was answered, then at most five numbered ideas, those with the highest gain first
 * and one or two to discover after them. Where there is anything to discover one place is kept for it. No lines:
 * there is nothing to say. Earlier answers, and what gained and found no place, are the rest (see rest.ts).
 *
 * An answered idea may also stand in the top, whose ranking stays true; it is not offered for discovery.
 */
export function compose({ answered, gains, leastVoted, seed }: Material): Entry[] {
  const gaining = gains.filter(({ gained }) => gained >= 1);
  const supported = gaining.slice(0, NUMBERED_MAX);
  const answers = answered.slice(-ANSWERED_MAX);
  const earlier = answered.slice(-(ANSWERED_MAX + REST_MAX), -ANSWERED_MAX);

  // The last place of the top is free for discovery, so an idea that stood only there may still be drawn.
  const kept = supported.slice(0, NUMBERED_MAX - 1);
  const taken = new Set([...kept, ...answered].map(({ idea }) => idea));
  const candidates = leastVoted.filter(({ idea }) => !taken.has(idea));
  const top = candidates.length > 0 ? kept : supported;
  const discover = draw(candidates, Math.min(DISCOVER_MAX, NUMBERED_MAX - top.length), seed);

  const numbered = new Set([...top, ...discover].map(({ idea }) => idea));
  const further = gaining.filter(({ idea }) => !numbered.has(idea)).slice(0, REST_MAX);

  return [
    ...answers.map((line, position) => ({ ...line, section: 'answered' as const, position, gained: 0 })),
    ...earlier.map((line, index) => ({
      ...line,
      section: 'answered' as const,
      position: FIRST_OF_REST + index,
      gained: 0,
    })),
    ...top.map((line, index) => ({ ...line, section: 'top' as const, position: index + 1 })),
    ...further.map((line, index) => ({ ...line, section: 'top' as const, position: FIRST_OF_REST + index })),
    ...discover.map(({ votes: _, ...line }, index) => ({
      ...line,
      section: 'discover' as const,
      position: top.length + index + 1,
      gained: 0,
    })),
  ];
}

/** The seed of a lab's week. */
export const seedOf = (lab: number, week: string): string => `${lab}:${week}`;

/**
 * The ideas with the fewest votes; which of equals, the seed says. Each idea's lot depends on nothing but the
 * seed and its number, so one that is withdrawn changes nothing between the others.
 */
function draw(candidates: readonly LeastVoted[], places: number, seed: string): LeastVoted[] {
  return candidates
    .map((candidate) => ({
      candidate,
      lot: createHash('sha256').update(`${seed}:${candidate.idea}`).digest('hex'),
    }))
    .sort((a, b) => a.candidate.votes - b.candidate.votes || (a.lot < b.lot ? -1 : 1))
    .slice(0, places)
    .map(({ candidate }) => candidate);
}
