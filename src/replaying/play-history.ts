import { publishDue } from '../digest/publish-due.ts';
import { type DigestView, viewOf } from '../digest/read-digest.ts';
import { submitIdea } from '../ideas/submit-idea.ts';
import type { Lab } from '../labs/lab.ts';
import type { Reads } from '../reads.ts';
import { isRefusal, type Refusal } from '../refusal.ts';
import type { UnitOfWork } from '../unit-of-work.ts';
import { castVote } from '../votes/cast-vote.ts';
import type { HistoryEvent, IdeaFiled, VoteGiven } from './history.ts';
import type { HistoryClock } from './history-clock.ts';
import { Persons } from './persons.ts';
import { publications } from './publications.ts';
import { type ReplayReport, refuseLine } from './replay-report.ts';

/** Where a history is played: an empty database whose clock is the history's. */
export interface Stage {
  unitOfWork: UnitOfWork;
  reads: Pick<Reads, 'labs' | 'digests' | 'ideas'>;
  clock: HistoryClock;
  lab: Lab;
}

/** How a history is played. */
export interface PlayOptions {
  /** The instant up to which digests are due: now, or the end of the world. */
  until: number;
  report: ReplayReport;
  /** Told of each event that was played; the next one waits for it. */
  onEvent?: () => Promise<void>;
}

/** What the replay of a history gave. */
export interface Played {
  /** Each week's digest with the texts and tallies of the moment it was published, oldest first. */
  weeks: DigestView[];
  /** The ideas' keys in the history, by number. */
  ids: ReadonlyMap<number, string>;
}

/**
 * Plays a history through the box's own use cases, each in a transaction of its own, with the clock at its instant.
 * Each week's digest is published when it is due, between the events; what happens at that very instant comes after it.
 */
export async function playHistory(
  stage: Stage,
  events: readonly HistoryEvent[],
  { until, report, onEvent }: PlayOptions,
): Promise<Played> {
  const { clock, lab } = stage;
  const player = new Player(stage, report);
  const weeks: DigestView[] = [];
  let played = 0;
  for (const { week, at } of publications(events, lab)) {
    for (let event = events[played]; event && event.at < at; event = events[played]) {
      clock.moveTo(event.at);
      await player.play(event);
      await onEvent?.();
      played += 1;
    }
    if (at > until) report.unpublished.push(week);
    else {
      clock.moveTo(at);
      weeks.push(...(await publish(stage)));
    }
  }
  return { weeks, ids: player.ids };
}

/** By the box's own minute job. Its log would tell of a digest that failed and go on: here it is the end. */
async function publish({ unitOfWork, reads, clock }: Stage): Promise<DigestView[]> {
  const log = {
    info() {},
    error({ err }: { err: unknown }) {
      throw err;
    },
  };
  const published = await publishDue({ unitOfWork, reads, clock, log, catchUpMs: 1 });
  const views = await Promise.all(published.map(({ digest }) => viewOf(reads, digest)));
  return views.filter((view) => view !== null);
}

/**
 * Hands events to the use cases, and counts what became of them. They refuse before they write anything, so there is
 * nothing to roll back but a person's row, which stays.
 */
class Player {
  readonly #stage: Stage;
  readonly #report: ReplayReport;
  readonly #persons: Persons;
  readonly #numbers = new Map<string, number>();
  readonly ids = new Map<number, string>();

  constructor(stage: Stage, report: ReplayReport) {
    this.#stage = stage;
    this.#report = report;
    this.#persons = new Persons(stage.lab);
  }

  async play(event: HistoryEvent): Promise<void> {
    const refusal = await (event.kind === 'idea' ? this.#file(event) : this.#vote(event));
    if (refusal) refuseLine(this.#report, event.place, `the box refused it: ${refusal.why}`);
  }

  async #file({ id, title, body, author, at }: IdeaFiled): Promise<Refusal | null> {
    const filed = await this.#stage.unitOfWork.run(async (tx) => {
      const by = await this.#persons.acting(tx, author?.id ?? null, at);
      const submission = { lab: this.#stage.lab.id, title, body, authorName: author?.name ?? null, at };
      return submitIdea(tx, by, { ...submission, history: true });
    });
    if (isRefusal(filed)) return filed;
    this.#numbers.set(id, filed.number);
    this.ids.set(filed.number, id);
    this.#report.ideas += 1;
    return null;
  }

  async #vote({ idea, voter, value, at }: VoteGiven): Promise<Refusal | null> {
    // Zero is nobody's number: the idea was refused, and its votes are for the same reason as any unknown one.
    const number = this.#numbers.get(idea) ?? 0;
    const cast = await this.#stage.unitOfWork.run(async (tx) => {
      const by = await this.#persons.acting(tx, voter, at);
      return castVote(tx, by, { number, value, at });
    });
    if (isRefusal(cast)) return cast;
    const { votes } = this.#report;
    if (value !== 'none') votes[cast.changed ? 'cast' : 'repeated'] += 1;
    else if (cast.changed) votes.takenBack += 1;
    return null;
  }
}
