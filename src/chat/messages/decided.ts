import type { Decided } from '../../decisions/decide.ts';
import type { Speak } from '../../i18n/speak.ts';
import type { Message } from '../message.ts';
import { paragraph, statusName } from './said.ts';

/** "#2256 passe à « retenue ». 14 personnes seront prévenues. [Annuler (2 min)]"; said too late for that, without it. */
export function decidedMessage(
  { speak }: { speak: Speak },
  { decision, told }: Pick<Decided, 'decision' | 'told'>,
  { undoable }: { undoable: boolean } = { undoable: true },
): Message {
  const { t } = speak;
  const number = decision.idea;
  const done =
    decision.from === decision.to
      ? t('decision.renewed', { number })
      : t('decision.done', { number, status: statusName(speak, decision.to) });
  if (!undoable) return paragraph(speak, done);
  return paragraph(speak, `${done} ${t('decision.willTell', { count: told })}`, {
    kind: 'buttons',
    buttons: [{ action: 'undo', value: `#${number}`, label: t('decision.undo') }],
  });
}
