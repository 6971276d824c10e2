import type { Lang } from '../i18n/lang.ts';
import type { Notices } from '../members/member.ts';
import { changeNotices } from '../notifying/change-notices.ts';
import { isRefusal, type Refusal } from '../refusal.ts';
import type { Answer } from './arrival.ts';
import type { Named } from './grammar/args.ts';
import { fold } from './grammar/fold.ts';
import { refused } from './messages/refusal.ts';
import { privately } from './messages/said.ts';
import { isRepeated, NOTHING, type Repeated, type Turn, writing } from './turn.ts';

/** What somebody sets for themselves; what is absent stays as it is. */
export interface Preferences {
  /** Null: as their chat. */
  language?: Lang | null;
  notices?: Notices;
}

/** The settings as they are typed: `notifications=jour langue=auto`. */
export const PREFERENCES: readonly Named<keyof Preferences>[] = [
  { value: 'notices', names: ['notices', 'notifications'] },
  { value: 'language', names: ['language', 'langue'] },
];

const NOTICES_NAMES: readonly Named<Notices>[] = [
  { value: 'at-once', names: ['at-once', 'tout', 'all'] },
  { value: 'daily', names: ['daily', 'jour', 'day'] },
  { value: 'never', names: ['never', 'jamais'] },
];

const LANGUAGE_NAMES: readonly Named<Lang | 'auto'>[] = [
  { value: 'fr', names: ['fr', 'français', 'french'] },
  { value: 'en', names: ['en', 'anglais', 'english'] },
  { value: 'auto', names: ['auto'] },
];

/** Typed settings in the box's own words; null when there is a value nobody knows, and nothing is to be set then. */
export function preferencesOf(typed: Partial<Record<keyof Preferences, string>>): Preferences | null {
  const notices = typed.notices === undefined ? undefined : named(NOTICES_NAMES, typed.notices);
  const language = typed.language === undefined ? undefined : named(LANGUAGE_NAMES, typed.language);
  if (notices === null || language === null) return null;
  return {
    ...(notices && { notices }),
    ...(language && { language: language === 'auto' ? null : language }),
  };
}

function named<T extends string>(names: readonly Named<T>[], typed: string): T | null {
  return names.find((one) => one.names.map(fold).includes(fold(typed)))?.value ?? null;
}

/** What a button sets: its value is `notices=daily` or `language=auto`. Null for a value of another version. */
export function preferencesIn(value: string): Preferences | null {
  const [key = '', set = ''] = value.split('=');
  return key === 'notices' || key === 'language' ? preferencesOf({ [key]: set }) : null;
}

/** Sets them. The first act of somebody new makes their row. */
export function prefer(turn: Turn, wanted: Preferences): Promise<Preferences | Refusal | Repeated> {
  const { clock, zone } = turn.box;
  return writing(turn, async (tx, { identity: { member } }) => {
    if (wanted.language !== undefined) await tx.members.setLanguage(member, wanted.language);
    if (wanted.notices) await changeNotices(tx, member, { to: wanted.notices, at: clock.now(), zone });
    return wanted;
  });
}

/** Sets them and says so, in the language that was chosen. */
export async function preferring(turn: Turn, wanted: Preferences): Promise<Answer> {
  const result = await prefer(turn, wanted);
  if (isRepeated(result)) return NOTHING;
  if (isRefusal(result)) return refused(turn, result);
  const afterwards = await turn.again();
  const { t } = afterwards.speak;
  const { language, notices } = wanted;
  const said = [
    ...(language === undefined
      ? []
      : [t(language === null ? 'person.languageAutoSet' : 'person.languageSet')]),
    ...(notices === undefined ? [] : [t(`notify.set-${notices}`)]),
  ];
  return privately(afterwards, said.join(' '));
}
