import type { Word } from '../votes/vote.ts';
import type { Batch, Line } from './batch.ts';
import { countMore } from './import-report.ts';
import type { Imported, KnownIdea, StandingVote, VoteChange } from './import-store.ts';
import type { ForeignVote } from './record.ts';

/** A vote on an idea the box knows. */
interface Given {
  line: Line<ForeignVote>;
  idea: KnownIdea;
  value: Word;
  at: number;
}

/** `at` of changes that no week has. */
const BEFORE_EVERY_WEEK = 0;

/**
 * Brings the votes of a batch. The later of two votes of one person counts, whatever the order of the lines: an older
 * one changes nothing, and of two at one instant that differ the second is refused.
 */
export async function importVotes(batch: Batch, lines: readonly Line<ForeignVote>[]): Promise<void> {
  if (lines.length === 0) return;
  const { tx, order } = batch;
  const known = await tx.imports.known(order.source, [...new Set(lines.map(({ record }) => record.idea))]);
  const given = lines.flatMap((line) => checked(batch, line, known.get(line.record.idea)) ?? []);
  const voters = new Set(given.map(({ line }) => line.record.voter));
  const persons = await tx.imports.persons(
    order.source,
    [...voters].map((user) => ({ user, name: null })),
    order.now,
  );
  const cast = new Cast(batch, await standingOf(batch, given, persons));
  for (const vote of given.sort((a, b) => a.at - b.at)) {
    const voter = persons.get(vote.line.record.voter);
    if (!voter) throw new Error(`line ${vote.line.line}: a voter was not made`);
    cast.add(vote, voter);
  }
  await tx.imports.cast([...cast.votes.values()], cast.changes, cast.supported);
}

/** The vote with what the box knows of its idea; null: refused. */
function checked(
  { order, refuse }: Batch,
  line: Line<ForeignVote>,
  idea: KnownIdea | undefined,
): Given | null {
  const { idea: id, value, at } = line.record;
  if (!idea) {
    refuse(line, `no idea with the id ${id} was imported before this vote (source ${order.source})`);
    return null;
  }
  if (idea.totals) {
    refuse(line, `the votes on ${id} were imported as totals: this one would count twice`);
    return null;
  }
  if (at !== null && at > order.now) {
    refuse(line, 'dated in the future');
    return null;
  }
  return { line, idea, value: typeof value === 'object' ? 'none' : value, at: at ?? idea.createdAt };
}

async function standingOf({ tx }: Batch, given: readonly Given[], persons: ReadonlyMap<string, Imported>) {
  const pairs = new Map<string, { idea: number; member: number }>();
  for (const { idea, line } of given) {
    const member = persons.get(line.record.voter)?.member;
    if (member !== undefined) pairs.set(keyOf(idea.number, member), { idea: idea.number, member });
  }
  const rows = await tx.imports.standing([...pairs.values()]);
  return new Map(rows.map(({ idea, member, value, at }) => [keyOf(idea, member), { value, at }]));
}

const keyOf = (idea: number, member: number): string => `${idea} ${member}`;

/** What the votes of a batch come to, given one after the other in the order of their instants. */
class Cast {
  readonly #batch: Batch;
  readonly #standing: ReadonlyMap<string, { value: Word; at: number }>;
  readonly votes = new Map<string, StandingVote>();
  readonly changes: VoteChange[] = [];
  /** The first vote of another person closes an idea to edits, also when it was changed or taken back since. */
  readonly supported = new Map<number, number>();

  constructor(batch: Batch, standing: ReadonlyMap<string, { value: Word; at: number }>) {
    this.#batch = batch;
    this.#standing = standing;
  }

  add({ line, idea, value, at }: Given, voter: Imported): void {
    const key = keyOf(idea.number, voter.member);
    const before = this.votes.get(key) ?? this.#standing.get(key);
    if (before && at === before.at && value !== before.value) {
      this.#batch.refuse(line, contradiction(line.record));
      return;
    }
    const speaks = before === undefined || at > before.at;
    this.#count(line.record, speaks);
    if (value !== 'none' && voter.member !== idea.authorMember) {
      this.supported.set(idea.number, Math.min(at, this.supported.get(idea.number) ?? at));
    }
    if (!speaks) return;
    this.votes.set(key, { idea: idea.number, voter, value, at });
    const from = before?.value ?? 'none';
    if (from === value) return;
    const dated = this.#batch.order.replay ? at : BEFORE_EVERY_WEEK;
    this.changes.push({ idea: idea.number, lab: idea.lab, from, to: value, at: dated });
  }

  /** What is no vote here is counted by how it was said. */
  #count({ value, at }: ForeignVote, speaks: boolean): void {
    const { report } = this.#batch;
    if (speaks && at === null) report.undated.votes += 1;
    if (typeof value === 'object') countMore(report.unknownValues, value.unknown);
    else if (speaks) report.imported.votes += 1;
    else report.already.votes += 1;
  }
}

function contradiction({ at }: ForeignVote): string {
  return at === null
    ? 'this person says something else of this idea on another line, and no date tells which is the later'
    : 'this person says something else of this idea at the same instant';
}
