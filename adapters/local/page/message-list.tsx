import { Fragment } from 'preact';
import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { ChannelView, MessagesView } from '../wire.ts';
import { channelLabel } from './channel-label.ts';
import { BulbIcon } from './icons.tsx';
import { Message, type MessageActions } from './message.tsx';
import { useSetting, useTexts } from './setting.ts';
import { dayOf } from './time.ts';

interface MessageListProps extends MessageActions {
  channel: ChannelView;
  channels: ChannelView[];
  /** Absent until it is loaded. */
  room: MessagesView | undefined;
  /** A message to bring into view. */
  target: number | null;
  onOlder: () => Promise<void>;
}

/** Nearer to the end than this counts as being at the end, CSS pixels. */
const NEAR_END_PX = 80;

/** The messages of a channel. It follows the newest while it is read; else it stays where it is. */
export function MessageList({ channel, channels, room, target, onOlder, ...actions }: MessageListProps) {
  const { world, lang } = useSetting();
  const texts = useTexts();
  const scroller = useRef<HTMLDivElement>(null);
  const [atEnd, setAtEnd] = useState(true);
  const messages = room?.messages ?? [];
  const first = messages[0]?.id;
  const known = target !== null && messages.some(({ id }) => id === target);

  useLayoutEffect(() => {
    const box = scroller.current;
    if (box && atEnd && target === null) box.scrollTop = box.scrollHeight;
  });

  // What was in view stays in view when older messages come above it.
  const heightBefore = useRef(0);
  const firstBefore = useRef(first);
  useLayoutEffect(() => {
    const box = scroller.current;
    if (!box) return;
    if (firstBefore.current !== undefined && first !== undefined && first < firstBefore.current) {
      box.scrollTop += box.scrollHeight - heightBefore.current;
    }
    firstBefore.current = first;
    heightBefore.current = box.scrollHeight;
  });

  useEffect(() => {
    if (known) document.getElementById(`message-${target}`)?.scrollIntoView({ block: 'center' });
    else if (target !== null && room?.more && (first ?? 0) > target) void onOlder();
  }, [known, target, first, room?.more, onOlder]);

  const label = channelLabel(channel, world.boxName);
  return (
    <div class="messages-frame">
      <section
        ref={scroller}
        class="messages"
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by the keyboard
        tabIndex={0}
        aria-label={texts.messagesIn(label)}
        onScroll={({ currentTarget: box }) =>
          setAtEnd(box.scrollHeight - box.scrollTop - box.clientHeight < NEAR_END_PX)
        }
      >
        {room?.more && (
          <button type="button" class="older" onClick={onOlder}>
            {texts.older}
          </button>
        )}
        {room && messages.length === 0 && (
          <div class="empty">
            <BulbIcon />
            <p class="empty-title">{texts.emptyTitle}</p>
            <p>{texts.emptyHint(world.commandWord)}</p>
          </div>
        )}
        <ol>
          {messages.map((message, index) => {
            const day = dayOf(message.at, lang);
            const before = messages[index - 1];
            return (
              <Fragment key={message.id}>
                {(!before || dayOf(before.at, lang) !== day) && <li class="day">{day}</li>}
                <Message message={message} channels={channels} target={message.id === target} {...actions} />
              </Fragment>
            );
          })}
        </ol>
      </section>
      {!atEnd && (
        <button
          type="button"
          class="to-newest"
          onClick={() => scroller.current?.scrollTo({ top: scroller.current.scrollHeight })}
        >
          ↓ {texts.toNewest}
        </button>
      )}
    </div>
  );
}
