import { useRef, useState } from 'preact/hooks';
import type { ReactionView } from '../wire.ts';
import { focused } from './focus.ts';
import { SmileIcon } from './icons.tsx';
import { useSetting, useTexts } from './setting.ts';
import { emojiName } from './texts.ts';

interface ReactionsProps {
  reactions: ReactionView[];
  /** Whose message, for who does not see where the button stands. */
  about: string;
  onReact: (emoji: string, standing: boolean) => Promise<boolean>;
}

/** What stands under a message, and the picker of what may. */
export function Reactions({ reactions, about, onReact }: ReactionsProps) {
  const { world } = useSetting();
  const texts = useTexts();
  const [picking, setPicking] = useState(false);
  const opener = useRef<HTMLButtonElement>(null);
  const mine = new Set(reactions.filter((reaction) => reaction.mine).map(({ emoji }) => emoji));

  const close = () => {
    setPicking(false);
    opener.current?.focus();
  };

  const onEscape = (event: KeyboardEvent) => {
    if (event.key === 'Escape' && picking) close();
  };

  return (
    <div>
      <div class="reactions">
        {reactions.map(({ emoji, shown, by, mine: pressed }) => (
          <button
            key={emoji}
            type="button"
            class="reaction"
            aria-pressed={pressed}
            aria-label={
              by.length === 0
                ? texts.reactionNobody(emojiName(emoji, texts))
                : texts.reactionBy(emojiName(emoji, texts), by.join(', '))
            }
            title={by.join(', ') || undefined}
            onClick={() => onReact(emoji, !pressed)}
          >
            <span>{shown}</span>
            {by.length > 0 && <span class="reaction-count">{by.length}</span>}
          </button>
        ))}
        <button
          ref={opener}
          type="button"
          class="quiet reaction-opener"
          aria-expanded={picking}
          aria-label={`${texts.react} (${about})`}
          title={texts.react}
          onClick={() => setPicking(!picking)}
          onKeyDown={onEscape}
        >
          <SmileIcon />
        </button>
      </div>
      {picking && (
        <fieldset class="picker" aria-label={texts.reactWith}>
          {world.palette.map(({ emoji, shown }, index) => (
            <button
              key={emoji}
              // The picker was just asked for: the keyboard goes on from there.
              ref={index === 0 ? focused : null}
              type="button"
              class="quiet"
              aria-pressed={mine.has(emoji)}
              aria-label={emojiName(emoji, texts)}
              onClick={() => {
                close();
                void onReact(emoji, !mine.has(emoji));
              }}
              onKeyDown={onEscape}
            >
              {shown}
            </button>
          ))}
        </fieldset>
      )}
    </div>
  );
}
