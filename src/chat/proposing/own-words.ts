import type { MessagePlace } from '../../proposing/message-place.ts';
import type { Answer } from '../arrival.ts';
import { openNewIdea } from '../forms/new-idea.ts';
import { privately, typed } from '../messages/said.ts';
import type { Turn } from '../turn.ts';
import { linkTo } from './messages-of-people.ts';
import { placeText } from './place-text.ts';

/**
 * The empty form for an idea that somebody found in a message whose author cannot be asked: their own words, and
 * the link to the message, which opens for those who may read it.
 */
export async function openOwnWords(turn: Turn, message: MessagePlace): Promise<Answer> {
  const { t, runs } = turn.speak;
  if (turn.can.forms === 'none') {
    return privately(turn, runs('form.typeInstead', { command: typed(turn, '…') }));
  }
  const link = await linkTo(turn.box, message);
  const intro = [t('proposal.notAskable'), ...(link === null ? [] : [' ', t('proposal.linkNoted')])];
  return openNewIdea(turn, { intro, ...(link !== null && { body: link }) });
}

/** The same behind a button, for what no form can answer: a reaction. */
export function offerOwnWords(turn: Turn, message: MessagePlace): Answer {
  const { t } = turn.speak;
  return privately(turn, t('proposal.notAskable'), {
    kind: 'buttons',
    buttons: [{ action: 'propose-own', value: placeText(message), label: t('proposal.ownWords') }],
  });
}
