import { askToLink, showCode } from '../accounts/linking-accounts.ts';
import { unlinking } from '../accounts/unlinking-account.ts';
import { arg } from '../grammar/args.ts';
import { command } from '../grammar/command.ts';
import type { Turn } from '../turn.ts';

/** Two accounts of one person. Alone, a code; with the code of another account, the question. */
export const linkAccount = command({
  word: 'lier',
  names: { fr: ['lier'], en: ['link'] },
  args: { code: arg.code({ optional: true }) },
  who: 'reader',
  help: 'help.lier',
  example: 'lier',
  run: (turn: Turn, { code }) => (code === undefined ? showCode(turn) : askToLink(turn, code)),
});

/** Two words, as "délier" alone is said of a lab's channel. */
export const unlinkThisAccount = command({
  word: 'delier compte',
  names: { fr: ['délier compte', 'délier mon compte'], en: ['unlink account', 'unlink my account'] },
  args: {},
  who: 'reader',
  help: 'help.delier-compte',
  example: 'delier compte',
  run: (turn: Turn) => unlinking(turn, null),
});
