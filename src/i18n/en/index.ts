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

/** The English texts, file by file as in `../fr/`. */
export const en = {
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
