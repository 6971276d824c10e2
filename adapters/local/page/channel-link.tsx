import type { ChannelView } from '../wire.ts';
import { BulbIcon, LockIcon } from './icons.tsx';
import { useSetting, useTexts } from './setting.ts';

interface ChannelLinkProps {
  channel: ChannelView;
  current: boolean;
  onOpen: () => void;
}

/** A channel in the list, with what is unread there. */
export function ChannelLink({ channel, current, onOpen }: ChannelLinkProps) {
  const { world } = useSetting();
  const texts = useTexts();
  const { id, name, direct, unread } = channel;
  return (
    <a
      class="channel"
      href={`#${id}`}
      aria-current={current ? 'page' : undefined}
      data-unread={unread > 0}
      onClick={(event) => {
        // A new tab stays the browser's.
        if (event.metaKey || event.ctrlKey || event.shiftKey) return;
        event.preventDefault();
        onOpen();
      }}
    >
      <span class="channel-sign" aria-hidden="true">
        {direct ? <BulbIcon /> : channel.private ? <LockIcon /> : '#'}
      </span>
      <span class="channel-name">{direct ? world.boxName : name}</span>
      {channel.private && !direct && <span class="unseen">, {texts.privateChannel}</span>}
      {unread > 0 && (
        <span class="unread">
          <span aria-hidden="true">{unread}</span>
          <span class="unseen">, {texts.unread(unread)}</span>
        </span>
      )}
    </a>
  );
}
