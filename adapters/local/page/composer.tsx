import type { RefObject, TargetedKeyboardEvent } from 'preact';
import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import { newRequestId } from './api.ts';
import { hint, suggestions } from './completion.ts';
import { SendIcon } from './icons.tsx';
import { useSetting, useTexts } from './setting.ts';
import { Suggestions } from './suggestions.tsx';

interface ComposerProps {
  field: RefObject<HTMLTextAreaElement | null>;
  /** The channel as it is written. */
  where: string;
  onSay: (text: string, requestId: string) => Promise<boolean>;
}

/**
 * The message box. Enter sends, Shift+Enter breaks the line; while commands are offered the arrows choose,
 * Tab or Enter takes, Escape closes. It keeps the combobox's keys and relations on a text area, which may not
 * have that role: a command's text may have several lines, and a single-line field would join them silently.
 */
export function Composer({ field, where, onSay }: ComposerProps) {
  const { world, lang } = useSetting();
  const texts = useTexts();
  const [text, setText] = useState('');
  const [chosen, setChosen] = useState(-1);
  const [closed, setClosed] = useState(false);
  const [sending, setSending] = useState(false);
  /** The same text sent again after a failure is the same request. */
  const attempt = useRef({ text: '', requestId: '' });

  const offered = closed ? [] : suggestions(text, world, lang, texts.newIdea);
  const usage = offered.length === 0 ? hint(text, world, lang) : null;
  const option = (index: number) => `suggestion-${index}`;

  useLayoutEffect(() => {
    const area = field.current;
    if (!area) return;
    area.style.height = 'auto';
    area.style.height = `${area.scrollHeight}px`;
  }, [field, text]);

  const type = (typed: string) => {
    setText(typed);
    setChosen(-1);
    setClosed(false);
  };

  const send = async () => {
    if (sending || text.trim() === '') return;
    if (attempt.current.text !== text) attempt.current = { text, requestId: newRequestId() };
    setSending(true);
    const taken = await onSay(text, attempt.current.requestId);
    setSending(false);
    if (!taken) return;
    attempt.current = { text: '', requestId: '' };
    // What was typed meanwhile stays.
    setText((now) => (now === text ? '' : now));
  };

  const onKeyDown = (event: TargetedKeyboardEvent<HTMLTextAreaElement>) => {
    if (event.isComposing) return;
    const taken = keyOver(event.key, event.shiftKey);
    if (taken) event.preventDefault();
  };

  /** Whether the key was for the offered commands or for sending. */
  function keyOver(key: string, shift: boolean): boolean {
    const many = offered.length;
    if (many > 0) {
      const suggestion = offered[chosen] ?? (key === 'Tab' && !shift ? offered[0] : undefined);
      if (key === 'ArrowDown') setChosen((chosen + 1) % many);
      else if (key === 'ArrowUp') setChosen(chosen <= 0 ? many - 1 : chosen - 1);
      else if (key === 'Escape') setClosed(true);
      else if ((key === 'Tab' || key === 'Enter') && !shift && suggestion) type(suggestion.text);
      else return sendBy(key, shift);
      return true;
    }
    return sendBy(key, shift);
  }

  function sendBy(key: string, shift: boolean): boolean {
    if (key !== 'Enter' || shift) return false;
    void send();
    return true;
  }

  return (
    <form
      class="composer"
      onSubmit={(event) => {
        event.preventDefault();
        void send();
      }}
    >
      <Suggestions
        id="suggestions"
        suggestions={offered}
        chosen={chosen}
        optionId={option}
        onChoose={({ text: whole }) => {
          type(whole);
          field.current?.focus();
        }}
      />
      <p id="usage" class="usage">
        {usage && (
          <>
            <code>{usage.shown}</code> {usage.help}
          </>
        )}
      </p>
      <div class="composer-row">
        <textarea
          ref={field}
          id="composer"
          rows={1}
          value={text}
          placeholder={texts.writeHere(world.commandWord)}
          aria-label={texts.write(where)}
          aria-autocomplete="list"
          aria-haspopup="listbox"
          aria-controls={offered.length > 0 ? 'suggestions' : undefined}
          aria-activedescendant={chosen >= 0 ? option(chosen) : undefined}
          aria-describedby="usage"
          onInput={(event) => type(event.currentTarget.value)}
          onKeyDown={onKeyDown}
          onBlur={() => setClosed(true)}
        />
        <button type="submit" class="send" aria-disabled={sending || text.trim() === ''}>
          <SendIcon />
          <span class="unseen">{sending ? texts.sending : texts.send}</span>
        </button>
      </div>
    </form>
  );
}
