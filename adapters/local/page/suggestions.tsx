import type { Suggestion } from './completion.ts';
import { useTexts } from './setting.ts';

interface SuggestionsProps {
  id: string;
  suggestions: Suggestion[];
  /** The one the arrows are at; -1 for none. */
  chosen: number;
  optionId: (index: number) => string;
  onChoose: (suggestion: Suggestion) => void;
}

/** The list above the message box. The focus stays in the box. */
export function Suggestions({ id, suggestions, chosen, optionId, onChoose }: SuggestionsProps) {
  const texts = useTexts();
  return (
    <>
      <p class="unseen" role="status">
        {suggestions.length > 0 && texts.commandsFound(suggestions.length)}
      </p>
      {suggestions.length > 0 && (
        <div id={id} class="suggestions" role="listbox" aria-label={texts.commands}>
          {suggestions.map((suggestion, index) => (
            // biome-ignore lint/a11y/useKeyWithClickEvents: the keys are heard by the message box
            <div
              key={suggestion.shown}
              id={optionId(index)}
              class="suggestion"
              role="option"
              tabIndex={-1}
              aria-selected={index === chosen}
              // The box must not lose the focus before the click is counted.
              onMouseDown={(event) => event.preventDefault()}
              onClick={() => onChoose(suggestion)}
            >
              <code>{suggestion.shown}</code> <span>{suggestion.help}</span>
            </div>
          ))}
        </div>
      )}
    </>
  );
}
