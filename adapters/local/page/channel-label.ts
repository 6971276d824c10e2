import type { ChannelView } from '../wire.ts';

/** How a channel is written: `#general`, and the box's name for the conversation with it. */
export function channelLabel(
  { name, direct }: Pick<ChannelView, 'name' | 'direct'>,
  boxName: string,
): string {
  return direct ? boxName : `#${name}`;
}
