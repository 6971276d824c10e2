import { fitText } from '../importing/fit-text.ts';
import { countMore } from '../importing/import-report.ts';
import type { ForeignIdea, ForeignRecord, ForeignVote, ReadLine } from '../importing/record.ts';
import type { HistoryEvent, IdeaFiled, Place, Undated, VoteGiven } from './history.ts';
import { type ReplayReport, refuseLine } from './replay-report.ts';
import { timeline } from './timeline.ts';

/**
 * Gathers the lines of a history, in any order, and puts them in the order of time. All of it is kept in memory, for
 * its end may be what happened first.
 */
export class History {
  readonly #report: ReplayReport;
  readonly #now: number;
  readonly #ideas = new Map<string, Undated<IdeaFiled>>();
  readonly #votes: Undated<VoteGiven>[] = [];

  /** `now`: nothing may be dated later, so that one mistyped year does not make a thousand weeks. */
  constructor(report: ReplayReport, now: number) {
    this.#report = report;
    this.#now = now;
  }

  /** One more line of a file. */
  add(read: ReadLine, file: string): void {
    const place = { file, line: read.line };
    const fault = 'refused' in read ? read.refused : this.#addRecord(read.record, place);
    if (fault !== null) refuseLine(this.#report, place, fault);
  }

  /** What happened, oldest first; nothing where no line tells when anything did. */
  events(): HistoryEvent[] {
    return timeline([...this.#ideas.values()], this.#votes, this.#report);
  }

  /** Why it cannot be played; null: it can, or it is left out. */
  #addRecord(record: ForeignRecord, place: Place): string | null {
    if (record.kind === 'idea') return this.#addIdea(record, place);
    if (record.kind === 'vote') return this.#addVote(record, place);
    countMore(this.#report.leftOut, record.what);
    return null;
  }

  #addIdea(idea: ForeignIdea, place: Place): string | null {
    const { id, author, createdAt: at, status } = idea;
    if (this.#ideas.has(id)) return `the id ${id} is there already`;
    if (this.#isAhead(at)) return AHEAD;
    const text = fitText(idea);
    if ('fault' in text) return text.fault;
    if (status !== 'new') this.#report.statuses += 1;
    if (text.shortened) this.#report.shortened += 1;
    this.#ideas.set(id, { kind: 'idea', place, id, title: text.title, body: text.body, author, at });
    return null;
  }

  #addVote({ idea, voter, value, at }: ForeignVote, place: Place): string | null {
    if (this.#isAhead(at)) return AHEAD;
    const known = typeof value === 'string';
    if (!known) countMore(this.#report.unknownValues, value.unknown);
    this.#votes.push({ kind: 'vote', place, idea, voter, value: known ? value : 'none', at });
    return null;
  }

  #isAhead(at: number | null): boolean {
    return at !== null && at > this.#now;
  }
}

const AHEAD = 'dated in the future';
