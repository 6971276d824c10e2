import { setImmediate as nextRound } from 'node:timers/promises';
import { CompiledQuery, type Kysely } from 'kysely';
import type { Database } from './schema.ts';

/** Units that share one transaction at most: between two transactions the rest of the box has its turn. */
const TOGETHER = 64;

const SAVE = CompiledQuery.raw('savepoint unit');
const KEEP = CompiledQuery.raw('release savepoint unit');
const UNDO = CompiledQuery.raw('rollback to savepoint unit');

/** What waits for its turn to write. */
interface Unit {
  work(tx: Kysely<Database>): Promise<unknown>;
  resolve(value: unknown): void;
  reject(error: unknown): void;
}

/**
 * Lets units of work that are asked for at the same time share a commit: waiting for the disk takes longer than most
 * of them. Each is under a savepoint of its own, so what one writes is undone without the others; and none hears how
 * it ended before what it saw is on the disk.
 */
export class SharedCommits {
  readonly #db: Kysely<Database>;
  readonly #committed: () => void;
  readonly #waiting: Unit[] = [];
  #working: Promise<void> | null = null;

  /** @param committed called after each commit that something was written by. */
  constructor(db: Kysely<Database>, committed: () => void) {
    this.#db = db;
    this.#committed = committed;
  }

  /**
   * In the order they are asked for. Rejects with what `work` rejects with, and then nothing of it is written; or with
   * what all of them failed by (a full disk), and then nothing of any.
   */
  run<T>(work: (tx: Kysely<Database>) => Promise<T>): Promise<T> {
    return new Promise<T>((resolve, reject) => {
      this.#waiting.push({ work, resolve: resolve as Unit['resolve'], reject });
      this.#working ??= this.#workOff();
    });
  }

  /** Resolves when all that was asked for has ended. */
  async done(): Promise<void> {
    await this.#working;
  }

  async #workOff(): Promise<void> {
    while (this.#waiting.length > 0) {
      // What the sockets have brought in the meantime comes along.
      await nextRound();
      await this.#commit(this.#waiting.splice(0, TOGETHER));
    }
    this.#working = null;
  }

  async #commit(units: readonly Unit[]): Promise<void> {
    const ended: Ended[] = [];
    try {
      await this.#db.transaction().execute(async (tx) => {
        // One alone needs no savepoint: its failure undoes the transaction.
        const end = units.length === 1 ? wholly : apart;
        for (const unit of units) ended.push(await end(unit, tx));
      });
    } catch (error) {
      for (const { reject } of units) reject(error);
      return;
    }
    if (ended.some(({ wrote }) => wrote)) this.#committed();
    for (const { tell } of ended) tell();
  }
}

/** How a unit came out, to be told after the commit. */
interface Ended {
  wrote: boolean;
  tell(): void;
}

async function wholly({ work, resolve }: Unit, tx: Kysely<Database>): Promise<Ended> {
  const value = await work(tx);
  return { wrote: true, tell: () => resolve(value) };
}

async function apart({ work, resolve, reject }: Unit, tx: Kysely<Database>): Promise<Ended> {
  await tx.executeQuery(SAVE);
  try {
    const value = await work(tx);
    await tx.executeQuery(KEEP);
    return { wrote: true, tell: () => resolve(value) };
  } catch (error) {
    // After some errors SQLite has given up the whole transaction, and there is no savepoint any more.
    await tx.executeQuery(UNDO).catch(() => {
      throw error;
    });
    await tx.executeQuery(KEEP);
    return { wrote: false, tell: () => reject(error) };
  }
}
