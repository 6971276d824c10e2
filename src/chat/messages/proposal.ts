import type { Speak } from '../../i18n/speak.ts';
import type { MessagePlace } from '../../proposing/message-place.ts';
import { excerpt, isBlank, tidy } from '../../text.ts';
import type { Block, Message } from '../message.ts';
import { placeText } from '../proposing/place-text.ts';
import { paragraph } from './said.ts';

/** Code points of the message in the question about it. */
const QUOTED = 300;

/** Who would like to see an idea made of the message. */
export type Wisher = { name: string } | 'somebody' | 'yourself';

/** To the author of a message, who alone sees it: make an idea of it? */
export function proposalQuestion(
  speaking: Speak,
  wisher: Wisher,
  { at, text, link }: { at: MessagePlace; text: string; link?: string },
): Message {
  const { t } = speaking;
  const value = placeText(at);
  const quoted = tidy(text);
  const quote: Block[] = isBlank(quoted)
    ? []
    : [{ kind: 'text', text: [t('proposal.quote', { text: excerpt(quoted, QUOTED) })] }];
  const where: Block[] = link
    ? [{ kind: 'context', text: [{ kind: 'link', url: link, text: t('proposal.seeMessage') }] }]
    : [];
  return paragraph(
    speaking,
    asks(speaking, wisher),
    ...quote,
    ...where,
    { kind: 'text', text: [t('proposal.freely')] },
    {
      kind: 'buttons',
      buttons: [
        { action: 'propose-yes', value, label: t('proposal.yes'), style: 'primary' },
        { action: 'propose-no', value, label: t('proposal.no') },
      ],
    },
  );
}

function asks({ t }: Speak, wisher: Wisher): string {
  if (wisher === 'yourself') return t('proposal.asksYourself');
  return wisher === 'somebody' ? t('proposal.asksUnnamed') : t('proposal.asks', wisher);
}
