import { useEffect, useState } from 'preact/hooks';

/** Who the page acts as and what it shows; all of it stands in the address: `?as=yann#labo-bretagne/12`. */
export interface Place {
  as: string | null;
  channel: string | null;
  /** A message to bring into view. */
  message: number | null;
}

export function usePlace(): [Place, (change: Partial<Place>) => void] {
  const [place, setPlace] = useState(read);
  useEffect(() => {
    const update = () => setPlace(read());
    addEventListener('hashchange', update);
    addEventListener('popstate', update);
    return () => {
      removeEventListener('hashchange', update);
      removeEventListener('popstate', update);
    };
  }, []);
  return [
    place,
    (change) => {
      history.pushState(null, '', address({ ...place, ...change }));
      setPlace(read());
    },
  ];
}

/** The address of a place, relative to the page. */
function address({ as, channel, message }: Place): string {
  const query = as ? `?as=${encodeURIComponent(as)}` : '';
  const fragment = channel ? `#${encodeURIComponent(channel)}${message ? `/${message}` : ''}` : '';
  return `${location.pathname}${query}${fragment}`;
}

function read(): Place {
  const [channel, message] = location.hash.slice(1).split('/');
  return {
    as: new URLSearchParams(location.search).get('as'),
    channel: channel ? decode(channel) : null,
    message: Number(message) || null,
  };
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
