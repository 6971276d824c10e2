import type { Decision } from '../../src/decisions/decision.ts';
import type { Idea } from '../../src/ideas/idea.ts';
import type { Status } from '../../src/ideas/status.ts';
import type { Lab, LabChannel } from '../../src/labs/lab.ts';
import type { Word } from '../../src/votes/vote.ts';
import type { TempDatabase } from '../db/open-temp.ts';

/** The week 2026-W47 in Paris, the weeks around it, and the moment its digest is due. */
export const at = (iso: string): number => Date.parse(iso);
export const WEEK = { start: at('2026-11-15T23:00Z'), end: at('2026-11-22T23:00Z'), week: '2026-W47' };
export const BEFORE = { start: at('2026-11-08T23:00Z'), end: WEEK.start, week: '2026-W46' };
export const MONDAY_9 = at('2026-11-23T08:00Z');
export const HOUR = 3_600_000;
export const DAY = 24 * HOUR;

let labs = 0;

/** A lab with what happens in it, written by the stores a use case would use. */
export class LabAtWork {
  readonly #db: TempDatabase;
  readonly lab: Lab;

  private constructor(db: TempDatabase, lab: Lab) {
    this.#db = db;
    this.lab = lab;
  }

  static async open(db: TempDatabase, facts: Partial<Omit<Lab, 'id'>> = {}): Promise<LabAtWork> {
    labs += 1;
    const lab = await db.unitOfWork.run((tx) =>
      tx.labs.create(
        {
          slug: `labo-${labs}`,
          name: 'Labo Bretagne',
          field: 'transports',
          region: 'Bretagne',
          zone: 'Europe/Paris',
          language: 'fr',
          access: 'open',
          digestCron: '0 9 * * 1',
          ...facts,
        },
        at('2026-01-01T00:00Z'),
      ),
    );
    if (!lab) throw new Error('the slug is taken');
    return new LabAtWork(db, lab);
  }

  bind(channel: string, boundAt = at('2026-01-01T00:00Z')): Promise<LabChannel> {
    const place = { platform: 'local', realm: 'local', channel: `${this.lab.slug}-${channel}` };
    return this.#db.unitOfWork.run((tx) =>
      tx.labs.bind(this.lab.id, place, { name: channel, private: false }, boundAt),
    );
  }

  async file(when: number, title = 'Une cantine bio'): Promise<number> {
    const idea = await this.#db.unitOfWork.run(async (tx): Promise<Idea> => {
      const author = await tx.members.identify({ platform: 'local', realm: 'local', user: 'anais' }, when);
      return tx.ideas.publish({ lab: this.lab.id, author: author.id, title, body: '', at: when });
    });
    return idea.number;
  }

  vote(idea: number, user: string, value: Word, when: number): Promise<void> {
    return this.#db.unitOfWork.run(async (tx) => {
      const voter = await tx.members.identify({ platform: 'local', realm: 'local', user }, when);
      const previous = await tx.votes.of(idea, voter.member);
      const source = { kind: 'word' as const, identity: voter.id };
      const vote = { idea, member: voter.member, value, source, at: when };
      await tx.votes.set(previous, vote, { lab: this.lab.id, another: true });
    });
  }

  /** So many voters, a minute apart. */
  async votes(idea: number, count: number, when: number, value: Word = 'for'): Promise<void> {
    for (let i = 0; i < count; i++) await this.vote(idea, `voter-${when}-${i}`, value, when + i);
  }

  decide(idea: number, to: Status, when: number, answer: string | null = null): Promise<Decision> {
    return this.#db.unitOfWork.run(async (tx) => {
      const by = await tx.members.identify({ platform: 'local', realm: 'local', user: 'yann' }, when);
      const decision = await tx.decisions.record({
        idea,
        from: 'new',
        to,
        answer,
        previousAnswer: null,
        previousAnsweredAt: null,
        by: by.id,
        at: when,
      });
      await tx.ideas.setStatus(idea, to);
      if (answer !== null) await tx.ideas.setAnswer(idea, answer, when);
      return decision;
    });
  }

  setStatus(idea: number, status: Status): Promise<void> {
    return this.#db.unitOfWork.run((tx) => tx.ideas.setStatus(idea, status));
  }

  /** As moderation will. */
  async hide(idea: number, when: number): Promise<void> {
    await this.#db.tables
      .updateTable('ideas')
      .set({ hidden_at: when, listed: 0, open: 0 })
      .where('number', '=', idea)
      .execute();
  }
}
