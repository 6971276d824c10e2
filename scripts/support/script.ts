import { createInterface } from 'node:readline/promises';
import { Command, CommanderError } from 'commander';
import { ConfigError } from '../../src/config.ts';
import { environment } from '../../src/env-file.ts';
import { machineFault } from './machine-fault.ts';
import { readSecret } from './read-secret.ts';

/** How every script ends, for shells and cron jobs. */
export const EXIT = {
  done: 0,
  /** It ran, and what it was asked for is not so: something failed, is broken or was declined. */
  failed: 1,
  /** It could not begin: wrong usage or configuration, something that does not exist. */
  usage: 2,
} as const;

/** What a script touches of the process, so that a test can give it another one. */
export interface Surroundings {
  env: NodeJS.ProcessEnv;
  out(text: string): void;
  err(text: string): void;
  /** Asks at the terminal; null where nobody sits at one. */
  ask: ((question: string) => Promise<string>) | null;
  /** A secret from standard input, which a terminal does not show; '' where none is given. Absent: there is no input. */
  secret?(question: string): Promise<string>;
  /** Standard error where it is a terminal, for a progress bar; absent: plain lines through `err`. */
  screen?: NodeJS.WriteStream;
  /** False once whoever read standard output has left; absent: nobody leaves. */
  isRead?(): boolean;
}

/** A script without its process: gets its arguments, gives its exit code. */
export type Script = (argv: readonly string[], around: Surroundings) => Promise<number>;

/** A mistake of who types, told on one line without a stack. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

/** Runs a script in this process. */
export async function run(script: Script): Promise<void> {
  for (const stream of [process.stdout, process.stderr]) stream.on('error', unlessUnread);
  process.exitCode = await guarded(script, process.argv.slice(2), {
    env: environment(),
    out: (text) => process.stdout.write(text),
    err: (text) => process.stderr.write(text),
    ask: process.stdin.isTTY && process.stderr.isTTY ? askHere : null,
    secret: readSecret,
    ...(process.stderr.isTTY && { screen: process.stderr }),
    isRead: () => process.stdout.errored === null && !process.stdout.destroyed,
  });
}

/**
 * Whoever read what we write may leave early, as `| head -2` does. What was begun is finished all the same, an
 * erasure above all; what is still said goes nowhere.
 */
function unlessUnread(error: NodeJS.ErrnoException): void {
  if (error.code !== 'EPIPE') throw error;
}

/** The script's exit code; what it throws becomes a line and a code. */
export async function guarded(
  script: Script,
  argv: readonly string[],
  around: Surroundings,
): Promise<number> {
  try {
    return await script(argv, around);
  } catch (error) {
    // Commander has told it already; asking for help is no mistake.
    if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.done : EXIT.usage;
    if (error instanceof UsageError || error instanceof ConfigError) {
      around.err(`${error.message}\n`);
      return EXIT.usage;
    }
    around.err(`${said(error)}\n`);
    return EXIT.failed;
  }
}

/**
 * A failure of the machine is told with what to do; an error with a name of its own tells what is wrong; of any other, a
 * developer wants the stack.
 */
function said(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const fault = machineFault(error);
  if (fault) return `${fault.reason}: ${fault.todo}, and run the command again (${error.message})`;
  return /^(Type|Range|Reference|Syntax)?Error$/.test(error.name)
    ? (error.stack ?? error.message)
    : error.message;
}

/** The command line of a script: throws CommanderError instead of ending the process. */
export function commandLine(name: string, around: Pick<Surroundings, 'out' | 'err'>): Command {
  return new Command(name)
    .allowExcessArguments(false)
    .exitOverride()
    .configureOutput({ writeOut: around.out, writeErr: around.err });
}

/** On standard error, so that standard output stays what a program may read. */
async function askHere(question: string): Promise<string> {
  const terminal = createInterface({ input: process.stdin, output: process.stderr });
  try {
    return await terminal.question(question);
  } finally {
    terminal.close();
  }
}
