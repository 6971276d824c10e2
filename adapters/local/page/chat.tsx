import { useCallback, useEffect, useRef, useState } from 'preact/hooks';
import type { FormView, Outcome } from '../wire.ts';
import { Announcer } from './announcer.tsx';
import { api, Failure, newRequestId } from './api.ts';
import { channelLabel } from './channel-label.ts';
import { Composer } from './composer.tsx';
import { FormDialog } from './form-dialog.tsx';
import { MessageList } from './message-list.tsx';
import { type Notice, NoticeBar } from './notice-bar.tsx';
import type { Place } from './place.ts';
import { RoomHeader } from './room-header.tsx';
import { useSetting, useTexts } from './setting.ts';
import { Sidebar } from './sidebar.tsx';
import type { Lang } from './texts.ts';
import { useChat } from './use-chat.ts';

interface ChatProps {
  place: Place;
  onGo: (change: Partial<Place>) => void;
  onLang: (lang: Lang) => void;
}

/** The channel everybody starts in. */
const FIRST = 'general';

/** The whole chat as one persona. */
export function Chat({ place, onGo, onLang }: ChatProps) {
  const { as, world } = useSetting();
  const texts = useTexts();
  const [form, setForm] = useState<FormView | null>(null);
  const [notice, setNotice] = useState<Notice | null>(null);
  const [menuOpen, setMenuOpen] = useState(false);
  /** Submits that wait for an outcome that was not there in time. */
  const late = useRef(new Map<string, (outcome: Outcome) => void>());
  const writing = useRef<HTMLTextAreaElement>(null);

  const onLate = (requestId: string, outcome: Outcome) => {
    const waiting = late.current.get(requestId);
    late.current.delete(requestId);
    if (waiting) return waiting(outcome);
    // "Still recording" is over.
    setNotice(null);
    take(outcome);
  };
  const wanted = place.channel ?? FIRST;
  const { state, online, take: takeMessage, loadOlder } = useChat(wanted, onLate);
  const channel = state.channels?.find(({ id }) => id === wanted);

  // A channel that is not there for this persona, after a change of persona: the first one.
  const lost = state.channels !== null && !channel;
  useEffect(() => {
    if (lost) onGo({ channel: FIRST, message: null });
  }, [lost, onGo]);

  const where = channel ? channelLabel(channel, world.boxName) : world.boxName;
  useEffect(() => {
    document.title = texts.title(where);
  }, [texts, where]);

  function take(outcome: Outcome): void {
    if (outcome.kind === 'message') takeMessage(outcome.message, true);
    if (outcome.kind === 'form') setForm(outcome.form);
    if (outcome.kind === 'later') setNotice({ kind: 'status', text: outcome.text });
  }

  const fail = useCallback(
    (error: unknown) =>
      setNotice({ kind: 'alert', text: (error instanceof Failure && error.said) || texts.notSent }),
    [texts],
  );

  /** Does one thing in the person's name; true when the server took it. */
  async function act(request: Promise<Outcome>): Promise<boolean> {
    try {
      const outcome = await request;
      setNotice(null);
      take(outcome);
      return true;
    } catch (error) {
      fail(error);
      return false;
    }
  }

  return (
    <div class="chat" data-menu={menuOpen ? 'open' : 'closed'}>
      {/* biome-ignore lint/a11y/useValidAnchor: it does lead there; the fragment itself names a channel */}
      <a
        class="skip"
        href="#composer"
        onClick={(event) => {
          event.preventDefault();
          writing.current?.focus();
        }}
      >
        {texts.skipToWriting}
      </a>
      <Sidebar
        channels={state.channels ?? []}
        current={wanted}
        open={menuOpen}
        onClose={() => setMenuOpen(false)}
        onChannel={(id) => {
          setMenuOpen(false);
          onGo({ channel: id, message: null });
          // On a phone this would open the keyboard over the messages.
          if (matchMedia('(hover: hover)').matches) writing.current?.focus();
        }}
        onPersona={(user) => onGo({ as: user, message: null })}
        onLang={onLang}
      />
      <main class="room">
        {channel && <RoomHeader channel={channel} menuOpen={menuOpen} onMenu={() => setMenuOpen(true)} />}
        {channel && (
          <MessageList
            key={channel.id}
            channel={channel}
            channels={state.channels ?? []}
            room={state.rooms[channel.id]}
            target={place.message}
            onOlder={() => loadOlder().catch(fail)}
            onPress={(message, { action, value }) =>
              act(api.press({ as, requestId: newRequestId(), message, action, value }))
            }
            onReact={(message, emoji, standing) =>
              act(api.react({ as, requestId: newRequestId(), message, emoji, standing }))
            }
            onDismiss={(message) => api.dismiss({ as, message }).catch(fail)}
          />
        )}
        <NoticeBar
          notice={online ? notice : { kind: 'status', text: texts.offline }}
          onClose={online ? () => setNotice(null) : null}
        />
        {channel && (
          <Composer
            key={`write ${channel.id}`}
            field={writing}
            where={where}
            onSay={(text, requestId) => act(api.say({ as, requestId, channel: channel.id, text }))}
          />
        )}
      </main>
      <Announcer message={state.heard} />
      {form && (
        <FormDialog
          form={form}
          onLate={(requestId, waiting) => late.current.set(requestId, waiting)}
          onOutcome={(outcome) => {
            if (outcome.kind !== 'form') setForm(null);
            take(outcome);
          }}
          onClose={() => setForm(null)}
        />
      )}
    </div>
  );
}
