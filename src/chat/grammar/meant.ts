import type { Command } from './command.ts';
import type { Token, Typed } from './tokens.ts';

type Named = Pick<Command<never>, 'word' | 'args'>;

/** Whether two words name it ("labo creer"): a sentence seldom begins with both. */
export function isLong({ word }: Pick<Named, 'word'>): boolean {
  return word.includes(' ');
}

/**
 * Whether a text that begins with the name of a command means that command, though the rest does not fit: it holds what
 * no title has ("nom=Bretagne", and "#12" behind the name), or two words name the command and no more than one follows.
 * `from`: how many words are the name.
 */
export function isMeant(command: Named, typed: Typed, from: number): boolean {
  const rest = typed.tokens.slice(from);
  const behindName = isLong(command) ? rest : rest.slice(0, 1);
  const tells = (token: Token) => Object.values(command.args).some(({ telling }) => telling?.(token));
  return (isLong(command) && rest.length <= 1) || behindName.some(tells) || isSigned([command], typed);
}

/** Whether a word of the text is one that only these commands have, and no title: "nom=Bretagne". */
export function isSigned(commands: readonly Pick<Named, 'args'>[], { tokens }: Typed): boolean {
  const kinds = commands.flatMap(({ args }) => Object.values(args));
  return tokens.some((token) => kinds.some(({ sign }) => sign?.(token)));
}
