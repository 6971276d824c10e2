import { useEffect, useState } from 'preact/hooks';
import type { WorldView } from '../wire.ts';
import { api } from './api.ts';
import { Chat } from './chat.tsx';
import { useLanguage } from './language.ts';
import { usePlace } from './place.ts';
import { SettingContext } from './setting.ts';
import { textsIn } from './texts.ts';

/** How long before the world is asked for again when the server does not answer, milliseconds. */
const RETRY_MS = 2000;

/** Loads the world, then shows the chat as the persona of the address, else the first one. */
export function App() {
  const [lang, setLang] = useLanguage();
  const [place, go] = usePlace();
  const { world, failed } = useWorld();

  if (!world) return failed ? <p class="waiting">{textsIn(lang).offline}</p> : null;
  const as = world.personas.find(({ user }) => user === place.as)?.user ?? world.personas[0]?.user ?? '';
  return (
    <SettingContext.Provider value={{ world, as, lang }}>
      <Chat key={as} place={place} onGo={go} onLang={setLang} />
    </SettingContext.Provider>
  );
}

function useWorld() {
  const [world, setWorld] = useState<WorldView | null>(null);
  const [failures, setFailures] = useState(0);
  useEffect(() => {
    let retry: ReturnType<typeof setTimeout> | undefined;
    api.world().then(setWorld, () => {
      retry = setTimeout(() => setFailures(failures + 1), failures === 0 ? 0 : RETRY_MS);
    });
    return () => clearTimeout(retry);
  }, [failures]);
  return { world, failed: failures > 0 };
}
