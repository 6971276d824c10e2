import { account } from './account.ts';
import { adapter } from './adapter.ts';
import { decision } from './decision.ts';
import { digest } from './digest.ts';
import { duplicate } from './duplicate.ts';
import { error } from './error.ts';
import { form } from './form.ts';
import { help } from './help.ts';
import { home } from './home.ts';
import { idea } from './idea.ts';
import { lab } from './lab.ts';
import { notify } from './notify.ts';
import { person } from './person.ts';
import { proposal } from './proposal.ts';
import { search } from './search.ts';
import { vote } from './vote.ts';

/**
 * The French texts, the reference of every other language, one file a subject.
 *
 * Adding one: write it here and in `../en/`, then say `t('subject.key', { … })`. `{{name}}` is a value shown
 * as given, `{{max, number}}` a number shown with separators. A text that counts has the endings `_one` and
 * `_other`, `_zero` where "aucun" reads better, and its number is `{{count, number}}`.
 *
 * Type ordinary spaces: `speak.ts` sets « : ; ! ? » with the no-break spaces French wants. Keys used as a
 * button's label, a form's title or a field's label are also named in `../labels.ts`.
 */
export const fr = {
  account,
  adapter,
  decision,
  digest,
  duplicate,
  error,
  form,
  help,
  home,
  idea,
  lab,
  notify,
  person,
  proposal,
  search,
  vote,
};
