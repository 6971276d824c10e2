import { PassThrough, Writable } from 'node:stream';
import { createTerminal } from '../../../adapters/terminal/lifecycle.ts';
import { TestBox } from '../../contract/box.ts';
import { makeContext } from '../../contract/context.ts';
import { turns } from '../../contract/wait.ts';

/** A terminal with a person before it, its adapter started, for tests of what the contract leaves open. */
export async function openTerminal(locale: string | undefined = 'fr-FR') {
  const context = await makeContext();
  const input = new PassThrough();
  const box = new TestBox();
  const written: string[] = [];
  let pipe: Error | null = null;
  const output = new Writable({
    decodeStrings: false,
    write(text: string, _encoding, done) {
      if (!pipe) written.push(text);
      done(pipe);
    },
  });
  const adapter = createTerminal(context, { user: 'camille', locale }, { input, output });
  await adapter.start(box.inbox);
  return {
    adapter,
    box,
    context,
    written,
    async type(...lines: string[]) {
      input.write(lines.map((line) => `${line}\n`).join(''));
      await turns();
    },
    /** The window is closed while we write. */
    breakPipe() {
      pipe = Object.assign(new Error('broken pipe'), { code: 'EPIPE' });
    },
    async close() {
      box.release();
      await adapter.stop();
      input.destroy();
      output.destroy();
      await context.close();
    },
  };
}
