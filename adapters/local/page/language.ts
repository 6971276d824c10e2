import { useEffect, useState } from 'preact/hooks';
import type { Lang } from './texts.ts';

const KEPT = 'boite-a-idees.lang';

/** The page's language: what was chosen here before, else the browser's; French unless English. */
export function useLanguage(): [Lang, (lang: Lang) => void] {
  const [lang, setLang] = useState<Lang>(initial);
  useEffect(() => {
    document.documentElement.lang = lang;
  }, [lang]);
  return [
    lang,
    (chosen) => {
      localStorage.setItem(KEPT, chosen);
      setLang(chosen);
    },
  ];
}

function initial(): Lang {
  const kept = localStorage.getItem(KEPT);
  if (kept === 'fr' || kept === 'en') return kept;
  return /^en\b/i.test(navigator.language) ? 'en' : 'fr';
}
