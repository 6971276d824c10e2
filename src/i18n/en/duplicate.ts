import type { duplicate as french } from '../fr/duplicate.ts';
import { translationOf } from '../texts.ts';

export const duplicate = translationOf<typeof french>()({
  of: 'Duplicate of #{{number}} · {{title}}',
  ofUntitled: 'Duplicate of #{{number}}',
  ofElsewhere: 'Duplicate of #{{number}}, {{lab}}',
  has_one: 'Duplicate: {{numbers}}',
  has_other: 'Duplicates: {{numbers}}',
  others_one: '{{count, number}} more',
  others_other: '{{count, number}} more',
  see: 'See #{{number}}',

  linked: '#{{number}} is now the duplicate of #{{elder}}. Both cards say so, and each idea keeps its votes.',
  already: '#{{number}} is already the duplicate of #{{elder}}.',
  separate: 'Separate',
  separateSays: 'Separate #{{number}} from #{{elder}}',
  separated: '#{{number}} is no longer the duplicate of #{{elder}}. Both cards are up to date.',
  separatedUnnamed: '#{{number}} is no longer a duplicate. Its card is up to date.',
  notADuplicate: '#{{number}} is not the duplicate of any idea. To link it to the elder one: {{command}}',

  notFacilitator: 'Only the people who facilitate {{lab}} can link or separate its duplicates.',

  itself: '#{{number}} is not its own duplicate. Give the duplicate first, then the elder idea: {{command}}',
  gone: 'The text of #{{number}} is no longer shown: it can no longer be linked to another. The ideas that are shown: {{command}}',
  apart:
    '#{{number}} and #{{elder}} are in two labs one of which is closed, and what is said there stays there. Answer #{{number}} instead: {{command}}',
  younger:
    '#{{elder}} was filed after #{{number}}: the duplicate is the newer one. Type {{command}} instead.',
  toAnother: '#{{number}} is already the duplicate of #{{to}}. Separate them first: {{command}}',
  toUnnamed: '#{{number}} is already the duplicate of another idea. Separate them first: {{command}}',
  chain: '#{{elder}} is itself the duplicate of #{{to}}. Type {{command}} instead.',
  chainUnnamed: '#{{elder}} is itself the duplicate of another idea. Separate them first: {{command}}',
  hasDuplicates:
    '#{{number}} has duplicates of its own ({{numbers}}), and a duplicate has none. Separate them first: {{command}}. You can then link them to #{{elder}}.',
  hasUnnamed:
    'An idea of another lab is already linked to #{{number}}, which can therefore not be a duplicate. Answer #{{number}} instead: {{command}}',
});
