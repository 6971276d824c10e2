import { acknowledge } from '../../src/chat/acknowledge.ts';
import type { AdapterContext } from '../../src/chat/adapter.ts';
import type { Answer, Arrival, Inbox } from '../../src/chat/arrival.ts';
import type { Channel, Person } from '../../src/chat/place.ts';
import { renderMessage, renderNote } from './render.ts';

/** What people type to call the box. */
export const COMMAND_WORD = '/idee';

/** Said to a line that does not call the box. */
const HINT = {
  fr: `Pour déposer une idée : ${COMMAND_WORD} VOTRE IDÉE. Pour le reste : ${COMMAND_WORD} aide.`,
  en: `To file an idea: ${COMMAND_WORD} YOUR IDEA. For the rest: ${COMMAND_WORD} help.`,
};

export interface InboundParts {
  ctx: AdapterContext;
  inbox: Inbox;
  person: Person;
  console: Channel;
  locale: string | undefined;
  print(text: string): Promise<void>;
}

/**
 * Lines of the terminal, one after the other: a dialogue in text depends on its order. A line waits for the
 * acknowledgement of the one before, two seconds at most.
 */
export class Inbound {
  readonly #parts: InboundParts;
  /** Ids of an earlier run must not repeat in this one. */
  readonly #run: string;
  #count = 0;
  #lines: Promise<void> = Promise.resolve();
  readonly #late = new Set<Promise<void>>();

  constructor(parts: InboundParts, run: string) {
    this.#parts = parts;
    this.#run = run;
  }

  /** Takes a line. Nothing is thrown: a terminal that no longer shows anything is only logged. */
  take(line: string): void {
    this.#lines = this.#lines.then(() => this.#handle(line)).catch(this.#failed);
  }

  /** Resolves when every line taken is answered. */
  async done(): Promise<void> {
    await this.#lines;
    await Promise.all(this.#late);
  }

  async #handle(line: string): Promise<void> {
    const { ctx, inbox, locale, print } = this.#parts;
    const command = /^\s*\/id[eé]e(?:\s+|$)/iu.exec(line);
    if (!command) {
      if (line.trim() !== '') await print(renderNote(/^en\b/i.test(locale ?? '') ? HINT.en : HINT.fr));
      return;
    }
    const arrival = this.#arrival(line.slice(command[0].length));
    const acknowledged = await acknowledge(inbox, arrival, ctx.clock);
    if (acknowledged.kind === 'answered') return this.#show(acknowledged.answer);
    const shown = acknowledged.answer.then((answer) => this.#show(answer)).catch(this.#failed);
    const late = shown.finally(() => this.#late.delete(late));
    this.#late.add(late);
    await print(renderNote(ctx.words(locale).stillRecording));
  }

  #arrival(text: string): Arrival {
    const { ctx, person, console, locale } = this.#parts;
    this.#count += 1;
    return {
      kind: 'command',
      id: `${this.#run}-${this.#count}`,
      by: person,
      at: ctx.clock.now(),
      ...(locale === undefined ? {} : { locale }),
      where: console,
      text: text === '' ? [] : [text],
    };
  }

  async #show(answer: Answer): Promise<void> {
    const { ctx, locale, print } = this.#parts;
    if (answer.kind === 'nothing') return;
    if (answer.kind === 'private' || answer.kind === 'home') return print(renderMessage(answer.message));
    // can() says that there are no forms here.
    ctx.log.error({ kind: answer.kind }, 'terminal: an answer that cannot be shown');
    await print(renderNote(ctx.words(locale).tryAgain));
  }

  readonly #failed = (error: unknown) => {
    this.#parts.ctx.log.warn({ err: error }, 'terminal: an answer was not shown');
  };
}
