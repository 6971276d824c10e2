import { COMMANDS } from '../../src/chat/commands/index.ts';
import { usageOf } from '../../src/chat/grammar/help.ts';

/** What a chat platform says of `/idee` in its own list: in French, since it shows one text to everybody. */

/** Without its slash. */
export const TRIGGER = 'idee';

/** What the box is called; an administrator may change it on the platform. */
export const BOX_NAME = 'Boîte à idées';
/** Small letters, digits, `-`, `_` and `.`, as every platform takes them. */
export const BOT_NAME = 'boite-a-idees';
export const BOX_DESCRIPTION =
  'Proposez une idée, soutenez celles de vos collègues, suivez ce qu’elles deviennent.';

export const COMMAND_DESCRIPTION = 'Proposer une idée, en chercher, voter';

/** Commands that say what can be done, of all there are. */
const SHOWN: readonly string[] = ['chercher', 'top', 'mes', 'aide'];

/** What can be typed behind it, shown while it is typed. */
export function commandHint(): string {
  const usages = COMMANDS.filter(({ word }) => SHOWN.includes(word)).map((command) => usageOf(command, 'fr'));
  return `[votre idée | ${usages.join(' | ')}]`;
}
