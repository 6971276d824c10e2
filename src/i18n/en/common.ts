import type { common as french } from '../fr/common.ts';
import { translationOf } from '../texts.ts';

export const common = translationOf<typeof french>()({
  boxName: 'Idea box',
  cancel: 'Cancel',
  cancelled: 'Cancelled, nothing has changed.',
  confirm: 'Confirm',
  edited: 'edited',
  justNow: 'just now',
  optional: 'optional',
  seeHelp: 'Help is here: {{command}}',
});
