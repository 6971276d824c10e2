import type { BlockView, ButtonView, CardView, ChannelView } from '../wire.ts';
import { CardButton } from './card-button.tsx';
import { Picture } from './picture.tsx';
import { Runs } from './runs.tsx';

interface CardProps {
  card: CardView;
  channels: ChannelView[];
  onPress: (button: ButtonView) => Promise<boolean>;
}

/** A message of the box. */
export function Card({ card, channels, onPress }: CardProps) {
  return (
    <div class="card" lang={card.lang}>
      {card.blocks.map((block, index) => (
        <Block key={String(index)} block={block} channels={channels} onPress={onPress} />
      ))}
    </div>
  );
}

function Block({ block, channels, onPress }: Omit<CardProps, 'card'> & { block: BlockView }) {
  switch (block.kind) {
    case 'heading':
      return (
        <h2 dir="auto">
          <Runs text={block.text} channels={channels} />
        </h2>
      );
    case 'context':
      return (
        <p class="context" dir="auto">
          <Runs text={block.text} channels={channels} />
        </p>
      );
    case 'text':
      return (
        <div class="entry">
          <p dir="auto">
            <Runs text={block.text} channels={channels} />
          </p>
          {block.button && <CardButton button={block.button} onPress={onPress} />}
        </div>
      );
    case 'fields':
      return (
        <dl>
          {block.fields.map(({ label, value }, index) => (
            <div key={String(index)}>
              <dt>{label}</dt>
              <dd dir="auto">{value}</dd>
            </div>
          ))}
        </dl>
      );
    case 'buttons':
      return (
        <div class="buttons">
          {block.buttons.map((button) => (
            <CardButton key={`${button.action} ${button.value}`} button={button} onPress={onPress} />
          ))}
        </div>
      );
    case 'image':
      return <Picture url={block.url} alt={block.alt} />;
  }
}
