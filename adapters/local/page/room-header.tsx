import type { ChannelView } from '../wire.ts';
import { channelLabel } from './channel-label.ts';
import { LockIcon, MenuIcon } from './icons.tsx';
import { useSetting, useTexts } from './setting.ts';

interface RoomHeaderProps {
  channel: ChannelView;
  menuOpen: boolean;
  onMenu: () => void;
}

/** The channel in view, and on a narrow screen the way to the others. */
export function RoomHeader({ channel, menuOpen, onMenu }: RoomHeaderProps) {
  const { world, as } = useSetting();
  const texts = useTexts();
  const self = world.personas.find(({ user }) => user === as)?.name ?? as;
  return (
    <header class="room-header">
      <button
        type="button"
        class="quiet narrow-only"
        aria-expanded={menuOpen}
        aria-controls="sidebar"
        onClick={onMenu}
      >
        <MenuIcon />
        <span class="unseen">{texts.openChannels}</span>
      </button>
      <h1>{channelLabel(channel, world.boxName)}</h1>
      <p class="small">
        {channel.private && <LockIcon />}
        {channel.direct ? texts.directWith(self) : channel.private ? texts.closedChannel : texts.openChannel}
      </p>
    </header>
  );
}
