import { userInfo } from 'node:os';
import { z } from 'zod';

/** A variable that is set to nothing is as good as absent. */
const filled = z
  .string()
  .optional()
  .transform((value) => value?.trim() || undefined);

/** Who sits at the terminal, and their language as the shell names it. */
export const environment = z
  .object({ TERMINAL_USER: filled, LANG: filled })
  .transform(({ TERMINAL_USER, LANG }) => ({ user: TERMINAL_USER ?? accountName(), locale: localeOf(LANG) }));

export type Environment = z.infer<typeof environment>;

/** Some containers run under a number that has no account. */
function accountName(): string {
  try {
    return userInfo().username;
  } catch {
    return 'moi';
  }
}

/** "fr_FR.UTF-8" as a language tag, "fr-FR"; "C" and "POSIX" name no language. */
function localeOf(lang: string | undefined): string | undefined {
  const tag = lang?.split(/[.@]/)[0]?.replace('_', '-');
  return tag && /^[a-z]{2,3}(-|$)/.test(tag) ? tag : undefined;
}
