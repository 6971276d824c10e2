import { useSetting, useTexts } from './setting.ts';
import type { Lang } from './texts.ts';

const LANGUAGES: readonly { lang: Lang; name: string }[] = [
  { lang: 'fr', name: 'Français' },
  { lang: 'en', name: 'English' },
];

/** The language of the page itself; the box speaks the persona's. */
export function LanguageSwitch({ onLang }: { onLang: (lang: Lang) => void }) {
  const setting = useSetting();
  const texts = useTexts();
  return (
    <fieldset class="languages" aria-label={texts.language}>
      {LANGUAGES.map(({ lang, name }) => (
        <button
          key={lang}
          type="button"
          class="quiet"
          lang={lang}
          aria-pressed={lang === setting.lang}
          onClick={() => onLang(lang)}
        >
          {name}
        </button>
      ))}
    </fieldset>
  );
}
