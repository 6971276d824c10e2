/** What people type to call the box. */
export const COMMAND_WORD = '/idee';

/**
 * What follows the command word, or null for a text that is no command. Phones write a capital, and French
 * people an accent: both are taken.
 */
export function commandText(text: string): string | null {
  const found = /^\s*\/id[eé]e(?:\s+|$)/iu.exec(text.normalize('NFC'));
  return found ? text.normalize('NFC').slice(found[0].length) : null;
}
