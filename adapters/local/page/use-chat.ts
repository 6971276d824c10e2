import { useCallback, useEffect, useReducer, useRef } from 'preact/hooks';
import type { LiveEvent, MessageView, Outcome } from '../wire.ts';
import { api } from './api.ts';
import { useSetting } from './setting.ts';
import { changed, nothingKnown } from './state.ts';
import { useLive } from './use-live.ts';

/**
 * The chat as one persona knows it, kept up to date. `open` is the channel in view; `onLate` hears outcomes
 * that come after "still recording".
 */
export function useChat(open: string, onLate: (requestId: string, outcome: Outcome) => void) {
  const { as } = useSetting();
  const [state, dispatch] = useReducer(changed, nothingKnown);
  /** Messages that came while a page was on its way, which may be older than they are. */
  const overtaking = useRef<MessageView[]>([]);

  const take = useCallback(
    (message: MessageView, fresh: boolean) => {
      const own = message.content.by === 'person' && message.content.user === as;
      dispatch({ kind: 'message', message, fresh, open, own });
    },
    [as, open],
  );

  const load = useCallback(
    async (channel: string) => {
      overtaking.current = [];
      const page = await api.messages(as, channel);
      dispatch({ kind: 'page', channel, page });
      for (const message of overtaking.current) take(message, false);
    },
    [as, take],
  );

  const refresh = useCallback(async () => {
    dispatch({ kind: 'stale', open });
    dispatch({ kind: 'channels', channels: await api.channels(as) });
    await load(open);
  }, [as, open, load]);

  const onEvent = (event: LiveEvent) => {
    switch (event.kind) {
      case 'refresh':
        // A failure here is a lost connection: the next one refreshes again.
        refresh().catch(() => {});
        break;
      case 'message':
        overtaking.current.push(event.message);
        take(event.message, event.fresh);
        break;
      case 'dismissed':
        dispatch(event);
        break;
      case 'outcome':
        onLate(event.requestId, event.outcome);
        break;
    }
  };
  const online = useLive(as, onEvent);

  const room = state.rooms[open];
  const known = state.channels?.some(({ id }) => id === open) ?? false;
  useEffect(() => {
    if (known && !room) load(open).catch(() => {});
  }, [known, room, open, load]);

  const newest = room?.messages.at(-1)?.id;
  useEffect(() => {
    if (newest === undefined) return;
    const see = () => {
      if (document.visibilityState !== 'visible') return;
      dispatch({ kind: 'seen', channel: open });
      api.seen({ as, channel: open, message: newest }).catch(() => {});
    };
    see();
    document.addEventListener('visibilitychange', see);
    return () => document.removeEventListener('visibilitychange', see);
  }, [as, open, newest]);

  const loadOlder = useCallback(async () => {
    const oldest = room?.messages[0]?.id;
    if (oldest !== undefined)
      dispatch({ kind: 'older', channel: open, page: await api.messages(as, open, oldest) });
  }, [as, open, room]);

  return { state, online, take, loadOlder };
}
