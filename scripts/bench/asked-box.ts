import { statSync } from 'node:fs';
import type { OpenDatabase } from '../../db/open.ts';
import { BareSearch } from './bare-search.ts';
import { openBox } from './box-file.ts';
import { type Answered, askAll, type Inquiry, summaryOf, type Timing } from './inquiry.ts';
import { type Latency, latencyOf } from './latency.ts';
import type { Question } from './question.ts';

/** How much the bare statement is asked. */
export interface BareSize {
  /** As many questions as fit in so many milliseconds, */
  bareMs: number;
  /** but at least so many. */
  bareMin: number;
}

/** What was measured on a box. */
export interface Measured extends Answered {
  ideas: number;
  /** The longest time in which nothing else could run, milliseconds. */
  blocked: number;
  bare: Latency;
  bareQuestions: number;
  /** Of its file, with texts and index. */
  mib: number;
}

/** An open box with its questions, and what was measured on it until now. */
export class AskedBox {
  readonly #inquiry: Inquiry;
  readonly #size: BareSize;
  readonly #box: OpenDatabase;
  readonly #bare: BareSearch;
  readonly #facts: Pick<Measured, 'ideas' | 'mib'>;
  readonly #timings: Timing[] = [];
  readonly #bareTimes: number[] = [];
  #bareSpent = 0;
  #blocked = 0;

  private constructor(box: OpenDatabase, file: string, inquiry: Inquiry, size: BareSize & { ideas: number }) {
    this.#box = box;
    this.#bare = new BareSearch(file);
    this.#inquiry = inquiry;
    this.#size = size;
    this.#facts = { ideas: size.ideas, mib: statSync(file).size / 2 ** 20 };
  }

  /** Opens the file of a box of so many ideas. */
  static async open(file: string, inquiry: Inquiry, size: BareSize & { ideas: number }): Promise<AskedBox> {
    return new AskedBox(await openBox(file), file, inquiry, size);
  }

  /** Asks without counting. */
  async warmUp(questions: readonly Question[]): Promise<void> {
    await askAll(this.#inquiry, this.#box.reads, questions);
  }

  /** Asks the box, then the bare statement the same while it has time. */
  async ask(questions: readonly Question[]): Promise<void> {
    const { timings, blocked } = await askAll(this.#inquiry, this.#box.reads, questions);
    this.#timings.push(...timings);
    this.#blocked = Math.max(this.#blocked, blocked);
    for (const question of questions) this.#askBare(question);
  }

  measured(): Measured {
    return {
      ...this.#facts,
      ...summaryOf(this.#timings),
      blocked: this.#blocked,
      bare: latencyOf(this.#bareTimes),
      bareQuestions: this.#bareTimes.length,
    };
  }

  async close(): Promise<void> {
    this.#bare.close();
    await this.#box.close();
  }

  /** A question without a term does not count: the bare statement cannot be asked it. */
  #askBare({ text }: Question): void {
    const { bareMs, bareMin } = this.#size;
    if (this.#bareSpent >= bareMs && this.#bareTimes.length >= bareMin) return;
    const begun = performance.now();
    if (this.#bare.find(text) === null) return;
    const ms = performance.now() - begun;
    this.#bareTimes.push(ms);
    this.#bareSpent += ms;
  }
}
