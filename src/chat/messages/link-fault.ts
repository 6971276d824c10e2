import type { Refusal } from '../../refusal.ts';
import type { Inline } from '../message.ts';
import type { Turn } from '../turn.ts';
import { numbersOf } from './links.ts';
import { typed } from './said.ts';

/** Why two ideas cannot be linked, and what to type instead. */
export function linkFaultText(
  turn: Pick<Turn, 'speak' | 'commandWord' | 'inOwnWords'>,
  { number, elder, fault }: Extract<Refusal, { why: 'link' }>,
): readonly Inline[] {
  const { runs } = turn.speak;
  const say = (words: string) => ({ command: typed(turn, words) });
  switch (fault.fault) {
    case 'itself':
      return runs('duplicate.itself', { number, ...say(`double #${number} #…`) });
    case 'gone':
      return runs('duplicate.gone', { number: fault.number, ...say('top') });
    case 'apart':
      return runs('duplicate.apart', { number, elder, ...say(`repondre #${number}`) });
    case 'younger':
      return runs('duplicate.younger', { number, elder, ...say(`double #${elder} #${number}`) });
    case 'linked':
      return fault.to === null
        ? runs('duplicate.toUnnamed', { number, ...say(`separer #${number}`) })
        : runs('duplicate.toAnother', { number, to: fault.to, ...say(`separer #${number}`) });
    case 'chain':
      return fault.to === null
        ? runs('duplicate.chainUnnamed', { elder, ...say(`separer #${elder}`) })
        : runs('duplicate.chain', { elder, to: fault.to, ...say(`double #${number} #${fault.to}`) });
    case 'has-duplicates': {
      const [first] = fault.numbers;
      if (first === undefined) return runs('duplicate.hasUnnamed', { number, ...say(`repondre #${number}`) });
      const numbers = numbersOf(turn.speak, fault.numbers);
      return runs('duplicate.hasDuplicates', { number, elder, numbers, ...say(`separer #${first}`) });
    }
  }
}
