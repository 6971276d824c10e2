import { PassThrough, Writable } from 'node:stream';
import { createTerminal } from '../../adapters/terminal/lifecycle.ts';
import { makeContext } from './context.ts';
import type { Harness, Shown } from './harness.ts';
import { linksOf } from './samples.ts';
import { describeAdapterContract } from './suite.ts';
import { turns } from './wait.ts';

const PLATFORM = 'terminal';
const CONSOLE = { platform: PLATFORM, realm: PLATFORM, channel: 'console' };
const PERSON = { platform: PLATFORM, realm: PLATFORM, user: 'camille' };

/** What a terminal obeys instead of showing. */
const OBEYED = /(?!\n)\p{Cc}|[\u2028\u2029\u202a-\u202e\u2066-\u2069]/gu;

/** The person's screen: one write is one message, as the adapter promises. */
async function makeTerminalHarness(): Promise<Harness> {
  const context = await makeContext();
  const input = new PassThrough();
  const screen: string[] = [];
  const ids = new Map<number, string>();
  const output = new Writable({
    decodeStrings: false,
    write(text: string, _encoding, done) {
      screen.push(text);
      done();
    },
  });
  const adapter = createTerminal(context, { user: PERSON.user, locale: 'fr-FR' }, { input, output });

  return {
    // Which line of the screen a send became is known from when it was sent: it is the only one to print then.
    adapter: {
      ...adapter,
      async send(...of) {
        const posted = await adapter.send(...of);
        ids.set(screen.length - 1, posted.message);
        return posted;
      },
    },
    platform: PLATFORM,
    realm: PLATFORM,
    clock: context.clock,
    words: context.words(),
    people: { asker: PERSON, unreachable: { ...PERSON, user: 'nobody' } },
    channels: { home: CONSOLE, missing: { ...CONSOLE, channel: 'elsewhere' } },
    patienceMs: 500,
    hostileRuns: 200,
    async type(_by, _where, text) {
      input.write(`/idee ${text}\n`);
      await turns();
    },
    async see(_by, where) {
      if (where === 'direct') return [];
      return screen.map((raw, index): Shown => {
        const id = ids.get(index);
        const text = raw.replace(/^│ ?/gmu, '');
        const posted = id === undefined ? null : { ...CONSOLE, message: id };
        return { posted, private: false, text, raw, buttons: [], marks: {} };
      });
    },
    dangers(shown, message) {
      const lines = shown.raw.replace(/\n\n$/, '').split('\n');
      return [
        ...(shown.raw.match(OBEYED) ?? []).map((char) => `obeys U+${char.codePointAt(0)?.toString(16)}`),
        ...(/\p{Surrogate}/u.test(shown.raw) ? ['half a character'] : []),
        ...lines.filter((line) => !line.startsWith('│')).map((line) => `outside the gutter: ${line}`),
        ...linksOf(message)
          .filter((link) => !shown.text.includes(` (${link})`))
          .map((link) => `hides ${link}`),
      ];
    },
    settle: () => turns(),
    async close() {
      input.destroy();
      output.destroy();
      await context.close();
    },
  };
}

describeAdapterContract('the terminal adapter', makeTerminalHarness, {
  people: 'one person sits there',
  private: 'whoever looks at it reads everything',
  direct: 'it has one channel',
  mentions: 'there is nobody else',
  threads: 'lines have no threads',
  buttons: 'text only',
  forms: 'text only',
  steps: 'text only',
  forgedState: 'no forms',
  marks: 'text only',
  reactions: 'text only',
  seed: 'text only',
  repeats: 'a line is read once',
  forgeries: 'the operating system knows who types',
  faults: 'what is printed is printed',
  deletion: 'what is printed is printed',
  update: 'what is printed is printed',
  whisper: 'whoever looks at it reads everything',
  answersInThreads: 'lines have no threads',
  findSent: 'nothing is ever in doubt',
  resend: 'nothing is ever in doubt',
  readMessage: 'no reactions to ask about',
  mayRead: 'one person, who reads everything',
  messageAt: 'lines have no address',
  profile: 'one person, known by the account name',
  describe: 'one channel',
  permalink: 'lines have no address',
  shortcuts: 'text only',
  home: 'text only',
});
