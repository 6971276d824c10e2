import { useEffect, useRef, useState } from 'preact/hooks';
import type { LiveEvent } from '../wire.ts';
import { eventsUrl } from './api.ts';

/** How long a connection may be away before the page says so, milliseconds. */
const PATIENCE_MS = 1500;

/** How long to wait where the browser gives up by itself (the server answered with an error), milliseconds. */
const RECONNECT_MS = 2000;

/** Hears the events of this persona; whether the connection stands. */
export function useLive(as: string, onEvent: (event: LiveEvent) => void): boolean {
  const [online, setOnline] = useState(true);
  const listener = useRef(onEvent);
  listener.current = onEvent;

  useEffect(() => {
    let source: EventSource;
    let saysSo: ReturnType<typeof setTimeout> | undefined;
    let again: ReturnType<typeof setTimeout> | undefined;

    const connect = () => {
      source = new EventSource(eventsUrl(as));
      source.onopen = () => {
        clearTimeout(saysSo);
        saysSo = undefined;
        setOnline(true);
      };
      source.onmessage = ({ data }) => listener.current(JSON.parse(data) as LiveEvent);
      source.onerror = () => {
        saysSo ??= setTimeout(() => setOnline(false), PATIENCE_MS);
        if (source.readyState === EventSource.CLOSED) again = setTimeout(connect, RECONNECT_MS);
      };
    };

    connect();
    return () => {
      source.close();
      clearTimeout(saysSo);
      clearTimeout(again);
    };
  }, [as]);

  return online;
}
