import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import type { WorldView } from '../wire.ts';
import { type Lang, textsIn } from './texts.ts';

/** What every part of the page may need to know. */
export interface Setting {
  world: WorldView;
  /** Who the page acts as. */
  as: string;
  lang: Lang;
}

export const SettingContext = createContext<Setting | null>(null);

export function useSetting(): Setting {
  const setting = useContext(SettingContext);
  if (!setting) throw new Error('outside of the page');
  return setting;
}

export function useTexts() {
  return textsIn(useSetting().lang);
}
