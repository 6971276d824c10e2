import type { search as french } from '../fr/search.ts';
import { translationOf } from '../texts.ts';

export const search = translationOf<typeof french>()({
  title: 'Ideas found for “{{query}}”',
  more: 'There are more. One more word will narrow the search.',
  typeToRead: 'To read a whole idea: {{command}}',
  nothing: 'Nothing found for “{{query}}”. Try another word, or look at {{command}}.',
  file: 'Perhaps the idea does not exist yet. To file it: {{command}}',
  empty: 'What are you looking for? One word is enough: {{command}}',
});
