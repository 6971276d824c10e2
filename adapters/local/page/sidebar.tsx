import { useEffect, useRef } from 'preact/hooks';
import type { ChannelView } from '../wire.ts';
import { ChannelLink } from './channel-link.tsx';
import { BulbIcon, CloseIcon } from './icons.tsx';
import { LanguageSwitch } from './language-switch.tsx';
import { PersonaSwitch } from './persona-switch.tsx';
import { useTexts } from './setting.ts';
import type { Lang } from './texts.ts';

interface SidebarProps {
  channels: ChannelView[];
  current: string;
  /** On a narrow screen it lies over the messages while open. */
  open: boolean;
  onClose: () => void;
  onChannel: (id: string) => void;
  onPersona: (user: string) => void;
  onLang: (lang: Lang) => void;
}

/** Where one may go, who one is, and the language. */
export function Sidebar({ channels, current, open, onClose, onChannel, onPersona, onLang }: SidebarProps) {
  const texts = useTexts();
  const closing = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    if (open) closing.current?.focus();
  }, [open]);

  const section = (title: string, id: string, direct: boolean) => (
    <section aria-labelledby={id}>
      <h2 id={id}>{title}</h2>
      <ul>
        {channels
          .filter((channel) => channel.direct === direct)
          .map((channel) => (
            <li key={channel.id}>
              <ChannelLink
                channel={channel}
                current={channel.id === current}
                onOpen={() => onChannel(channel.id)}
              />
            </li>
          ))}
      </ul>
    </section>
  );

  return (
    <aside
      id="sidebar"
      class="sidebar"
      onKeyDown={(event) => {
        if (event.key === 'Escape' && open) onClose();
      }}
    >
      <div class="brand">
        <BulbIcon />
        <div>
          <p class="brand-name">{texts.appName}</p>
          <p class="brand-hint">{texts.appHint}</p>
        </div>
        <button ref={closing} type="button" class="quiet narrow-only" onClick={onClose}>
          <CloseIcon />
          <span class="unseen">{texts.closeChannels}</span>
        </button>
      </div>
      <nav aria-label={texts.channels}>
        {section(texts.channels, 'channels-title', false)}
        {section(texts.directMessages, 'direct-title', true)}
      </nav>
      <div class="self">
        <PersonaSwitch onPersona={onPersona} />
        <LanguageSwitch onLang={onLang} />
      </div>
    </aside>
  );
}
