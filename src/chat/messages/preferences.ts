import type { Lang } from '../../i18n/lang.ts';
import type { Speak } from '../../i18n/speak.ts';
import type { Member, Notices } from '../../members/member.ts';
import { NOTICES } from '../../members/member.ts';
import type { Block, Button } from '../message.ts';

/** Settings as they stand; of somebody who never chose, {@link UNCHOSEN}. */
export type Chosen = Pick<Member, 'language' | 'notices'>;

/** What holds for somebody the box has no row of. */
export const UNCHOSEN: Chosen = { language: null, notices: 'at-once' };

/** Which answer a press gets: the home page anew, or a private confirmation. */
export type SettingAction = 'setting' | 'home-setting';

/** Each setting as it stands, in words, then a button for each value; the present one is marked. */
export function preferenceBlocks(speaking: Speak, chosen: Chosen, action: SettingAction): Block[] {
  const { t } = speaking;
  return [
    { kind: 'text', text: [t('notify.now', { when: noticesName(speaking, chosen.notices) })] },
    { kind: 'buttons', buttons: noticesButtons(speaking, chosen, action) },
    { kind: 'text', text: [t('person.languageNow', { language: languageName(speaking, chosen.language) })] },
    { kind: 'buttons', buttons: languageButtons(speaking, chosen, action) },
  ];
}

/** "tout de suite" */
export function noticesName({ t }: Speak, notices: Notices): string {
  return t(`notify.when-${notices}`);
}

/** "français", "celle de votre messagerie" */
export function languageName({ t }: Speak, language: Lang | null): string {
  if (language === null) return t('person.languageAuto');
  return t(language === 'fr' ? 'person.languageFr' : 'person.languageEn');
}

function noticesButtons({ t }: Speak, chosen: Chosen, action: SettingAction): Button[] {
  return NOTICES.map((notices) => ({
    action,
    value: `notices=${notices}`,
    label: t(`notify.button-${notices}`),
    ...(notices === chosen.notices && PRESENT),
  }));
}

/** The languages say their own names: who reads the other one must find theirs. */
function languageButtons({ t }: Speak, chosen: Chosen, action: SettingAction): Button[] {
  const button = (language: Lang | null, label: string): Button => ({
    action,
    value: `language=${language ?? 'auto'}`,
    label,
    ...(language === chosen.language && PRESENT),
  });
  return [
    button('fr', t('person.buttonFr')),
    button('en', t('person.buttonEn')),
    button(null, t('person.buttonAuto')),
  ];
}

const PRESENT = { style: 'primary' } as const;
