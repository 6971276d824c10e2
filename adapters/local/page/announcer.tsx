import type { MessageView } from '../wire.ts';
import { useSetting } from './setting.ts';

/** Reads new messages of the open channel out to who does not see the page. */
export function Announcer({ message }: { message: MessageView | null }) {
  const { world } = useSetting();
  if (!message) return <div class="unseen" aria-live="polite" />;
  const { content } = message;
  const author = content.by === 'box' ? undefined : world.personas.find(({ user }) => user === content.user);
  return (
    <div class="unseen" aria-live="polite">
      <p key={message.id} lang={content.by === 'box' ? content.card.lang : author?.lang}>
        {`${author?.name ?? world.boxName}: ${content.by === 'box' ? content.card.summary : content.text}`}
      </p>
    </div>
  );
}
