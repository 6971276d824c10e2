import type { ChannelView, RunView } from '../wire.ts';
import { useSetting } from './setting.ts';

interface RunsProps {
  text: RunView[];
  /** Channels the persona may enter: only these become links. */
  channels: ChannelView[];
}

/** Runs of text, each in a text node of its own: nothing in them can be markup. */
export function Runs({ text, channels }: RunsProps) {
  // A run has no identity but its place.
  return (
    <>
      {text.map((run, index) => (
        <Run key={String(index)} run={run} channels={channels} />
      ))}
    </>
  );
}

function Run({ run, channels }: { run: RunView; channels: ChannelView[] }) {
  const { as } = useSetting();
  if (typeof run === 'string') return <>{run}</>;
  switch (run.kind) {
    case 'strong':
      return <strong>{run.text}</strong>;
    case 'code':
      return <code>{run.text}</code>;
    case 'link':
      return <Link url={run.url} text={run.text} />;
    case 'person':
      return <span class={run.user === as ? 'mention mention-self' : 'mention'}>@{run.name}</span>;
    case 'channel':
      return channels.some(({ id }) => id === run.channel) ? (
        <a href={`#${run.channel}`}>#{run.name}</a>
      ) : (
        <span class="mention">#{run.name}</span>
      );
  }
}

/** A link of this chat changes what is shown here, as the same persona; any other opens a tab. */
function Link({ url, text }: { url: string; text: string }) {
  const to = new URL(url, location.href);
  if (to.origin === location.origin && to.pathname === location.pathname && to.hash) {
    return <a href={to.hash}>{text}</a>;
  }
  return (
    <a href={to.href} target="_blank" rel="noopener noreferrer">
      {text}
    </a>
  );
}
