import { useState } from 'preact/hooks';
import type { ButtonView } from '../wire.ts';

interface CardButtonProps {
  button: ButtonView;
  onPress: (button: ButtonView) => Promise<boolean>;
}

/** A button of the box. While a press is on its way it keeps the focus and takes no second one. */
export function CardButton({ button, onPress }: CardButtonProps) {
  const [pressing, setPressing] = useState(false);
  const press = async () => {
    if (pressing) return;
    setPressing(true);
    await onPress(button);
    setPressing(false);
  };
  return (
    <button
      type="button"
      class="action"
      data-style={button.style ?? 'plain'}
      aria-label={button.says}
      aria-disabled={pressing}
      onClick={press}
    >
      {button.label}
    </button>
  );
}
