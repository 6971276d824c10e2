/** What a person says of an idea. */
export type Value = 'for' | 'against';
/** A word may also take the vote back. */
export type Word = Value | 'none';

/** A standing reaction under one of our postings. `posting` is our record of the message. */
export interface Mark {
  posting: number;
  identity: number;
  emoji: string;
  idea: number;
  value: Value;
  since: number;
}

/** Where a vote comes from: the mark or word that spoke last. */
export type Source =
  | { kind: 'word'; identity: number }
  | { kind: 'mark'; posting: number; identity: number; emoji: string };

/**
 * The vote of one member on one idea. `value` none after taking back, so that an older event which arrives
 * late does not bring the vote back.
 */
export interface Vote {
  idea: number;
  member: number;
  value: Word;
  source: Source;
  /** Instant of the event that spoke last. */
  at: number;
}

/** Is this mark the one the vote comes from? */
export function isSource(source: Source, mark: Pick<Mark, 'posting' | 'identity' | 'emoji'>): boolean {
  return (
    source.kind === 'mark' &&
    source.posting === mark.posting &&
    source.identity === mark.identity &&
    source.emoji === mark.emoji
  );
}

/** The newest of some marks; of two at one instant, the last in the list. */
export function newest<M extends Pick<Mark, 'since'>>(marks: readonly M[]): M | null {
  let found: M | null = null;
  for (const mark of marks) if (!found || mark.since >= found.since) found = mark;
  return found;
}

/** What a change of vote does to the kept tallies. */
export function tallyChange(from: Word, to: Word): { for: number; against: number } {
  const of = (value: Value) => Number(to === value) - Number(from === value);
  return { for: of('for'), against: of('against') };
}
