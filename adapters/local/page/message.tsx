import type { ButtonView, ChannelView, MessageView } from '../wire.ts';
import { Avatar } from './avatar.tsx';
import { Card } from './card.tsx';
import { EyeIcon } from './icons.tsx';
import { Reactions } from './reactions.tsx';
import { useSetting, useTexts } from './setting.ts';
import { timeOf } from './time.ts';

export interface MessageActions {
  onPress: (message: number, button: ButtonView) => Promise<boolean>;
  onReact: (message: number, emoji: string, standing: boolean) => Promise<boolean>;
  onDismiss: (message: number) => void;
}

interface MessageProps extends MessageActions {
  message: MessageView;
  channels: ChannelView[];
  /** It was asked for by a link. */
  target: boolean;
}

/** One message: who, when, what, and what people made of it. */
export function Message({ message, channels, target, onPress, onReact, onDismiss }: MessageProps) {
  const { world, lang } = useSetting();
  const texts = useTexts();
  const { id, at, content, onlyYou, thread } = message;
  const author = content.by === 'person' ? world.personas.find(({ user }) => user === content.user) : null;
  const name = author?.name ?? (content.by === 'person' ? content.user : world.boxName);

  return (
    <li
      id={`message-${id}`}
      class="message"
      data-only-you={onlyYou}
      data-follows={thread !== null}
      data-target={target}
    >
      <Avatar user={content.by === 'person' ? content.user : null} />
      <article aria-label={`${name}, ${timeOf(at, lang)}`}>
        <p class="byline">
          <span class="author">{name}</span>
          {content.by === 'box' && <span class="tag">{texts.bot}</span>}
          <time dateTime={new Date(at).toISOString()}>{timeOf(at, lang)}</time>
          {thread !== null && <span>↳ {texts.follows}</span>}
        </p>
        {onlyYou && (
          <p class="only-you">
            <EyeIcon />
            {texts.onlyYou}
            <button type="button" class="quiet" aria-label={texts.dismissLong} onClick={() => onDismiss(id)}>
              {texts.dismiss}
            </button>
          </p>
        )}
        {content.by === 'box' ? (
          <Card card={content.card} channels={channels} onPress={(button) => onPress(id, button)} />
        ) : (
          <p class="said" lang={author?.lang} dir="auto">
            {content.text}
          </p>
        )}
        {!onlyYou && (
          <Reactions
            reactions={message.reactions}
            about={`${name}, ${timeOf(at, lang)}`}
            onReact={(emoji, standing) => onReact(id, emoji, standing)}
          />
        )}
      </article>
    </li>
  );
}
