import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';

type Reply = { value: unknown } | { error: string };

/** A process of our own that answers one question after the other: what it does takes no time of ours. */
export class Child<Question, Answer> {
  readonly #process: ChildProcess;
  readonly #kill = () => this.#process.kill();

  /** `file`: a module that calls {@link answerParent}. */
  constructor(file: URL) {
    this.#process = fork(file, { execArgv: ['--import', 'tsx'] });
    process.once('exit', this.#kill);
  }

  /** Rejects with what went wrong there, or when the process ended. */
  async ask(question: Question): Promise<Answer> {
    const { exitCode } = this.#process;
    if (exitCode !== null) throw new Error(`a process of the bench ended with ${exitCode}`);
    const settled = new AbortController();
    const { signal } = settled;
    try {
      const replied = once(this.#process, 'message', { signal });
      const gone = once(this.#process, 'exit', { signal }).then(([code]) => {
        throw new Error(`a process of the bench ended with ${code}`);
      });
      this.#process.send(question as object);
      const [reply] = (await Promise.race([replied, gone])) as [Reply];
      if ('error' in reply) throw new Error(reply.error);
      return reply.value as Answer;
    } finally {
      settled.abort();
    }
  }

  get pid(): number | undefined {
    return this.#process.pid;
  }

  async stop(): Promise<void> {
    process.off('exit', this.#kill);
    if (this.#process.exitCode !== null || this.#process.signalCode !== null) return;
    this.#kill();
    await once(this.#process, 'exit');
  }
}

/** The child's side: answers every question of the parent, and ends when it is gone. */
export function answerParent<Question>(answer: (question: Question) => Promise<unknown>): void {
  process.on('message', (question) => {
    answer(question as Question).then(
      (value) => process.send?.({ value: value ?? null } satisfies Reply),
      (error: unknown) => process.send?.({ error: String(error) } satisfies Reply),
    );
  });
  process.once('disconnect', () => process.exit(0));
}
