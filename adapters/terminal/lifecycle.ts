import { randomUUID } from 'node:crypto';
import { createInterface, type Interface } from 'node:readline';
import type { Adapter, AdapterContext } from '../../src/chat/adapter.ts';
import type { Channel } from '../../src/chat/place.ts';
import type { Environment } from './environment.ts';
import { COMMAND_WORD, Inbound } from './inbound.ts';
import { type Output, printer, sender } from './outbound.ts';

/** Platform and realm: there is one terminal in a box. */
export const PLATFORM = 'terminal';
const CONSOLE: Channel = { platform: PLATFORM, realm: PLATFORM, channel: 'console' };

export interface Streams {
  input: NodeJS.ReadableStream;
  output: Output;
}

/** The chat of one person and the box over two streams, line by line. */
export function createTerminal(ctx: AdapterContext, env: Environment, { input, output }: Streams): Adapter {
  const print = printer(output);
  // Whoever writes learns it by the write; an error event that nobody hears would end the process.
  const deaf = () => {};
  let lines: Interface | null = null;
  let inbound: Inbound | null = null;

  return {
    commandWord: COMMAND_WORD,
    can: () => ({ forms: 'none', buttons: false, private: false, threads: false, resendSafeMs: 0 }),
    // Nothing is ever repainted.
    pace: { repaintsPerMinute: 60, perPostingMs: 0 },

    async start(inbox) {
      const person = { platform: PLATFORM, realm: PLATFORM, user: env.user };
      const taker = new Inbound(
        { ctx, inbox, person, console: CONSOLE, locale: env.locale, print },
        randomUUID(),
      );
      inbound = taker;
      output.on('error', deaf);
      // The kernel edits the line: Ctrl-C and Ctrl-D mean what they always mean.
      lines = createInterface({ input, terminal: false, crlfDelay: Number.POSITIVE_INFINITY });
      lines.on('line', (line) => taker.take(line));
      ctx.report({ kind: 'up', realm: PLATFORM, at: ctx.clock.now() });
    },

    /** Lines that were read before are still answered. */
    async stop() {
      lines?.close();
      lines = null;
      await inbound?.done();
      output.off('error', deaf);
    },

    send: sender(CONSOLE, randomUUID(), print),
  };
}
