import { arg } from '../grammar/args.ts';
import { command } from '../grammar/command.ts';
import { linking, separating } from '../linking-duplicates.ts';
import type { Turn } from '../turn.ts';

/** The duplicate first, then its elder: "#42 est le double de #41". */
export const link = command({
  word: 'double',
  names: { fr: ['double', 'doublon'], en: ['duplicate'] },
  args: { idea: arg.idea(), elder: arg.idea() },
  who: 'facilitator',
  help: 'help.double',
  example: 'double #2256 #1980',
  run: (turn: Turn, { idea, elder }) => linking(turn, idea, elder),
});

export const separate = command({
  word: 'separer',
  names: { fr: ['séparer'], en: ['separate'] },
  args: { idea: arg.idea() },
  who: 'facilitator',
  help: 'help.separer',
  example: 'separer #2256',
  run: (turn: Turn, { idea }) => separating(turn, idea),
});
