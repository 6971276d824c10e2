import { guarded, type Script, type Surroundings } from '../../scripts/support/script.ts';

/** What a script said and how it ended. */
export interface Ended {
  code: number;
  out: string;
  err: string;
}

/**
 * Runs a script in this process; `answers` are typed at its terminal, none: there is no terminal; `secret` comes on
 * standard input.
 */
export async function runScript(
  script: Script,
  argv: readonly string[],
  { env = {}, answers, secret = '' }: { env?: NodeJS.ProcessEnv; answers?: string[]; secret?: string } = {},
): Promise<Ended> {
  const ended = { out: '', err: '' };
  const around: Surroundings = {
    env,
    out: (text) => {
      ended.out += text;
    },
    err: (text) => {
      ended.err += text;
    },
    ask: answers ? async () => answers.shift() ?? '' : null,
    secret: async () => secret,
  };
  const code = await guarded(script, argv, around);
  return { code, ...ended };
}
