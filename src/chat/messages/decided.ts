import type { Decided } from '../../decisions/decide.ts';
import type { Message } from '../message.ts';
import type { Turn } from '../turn.ts';
import { paragraph, statusName } from './said.ts';

/** "#2256 passe à « retenue ». 14 personnes seront prévenues. [Annuler (2 min)]" */
export function decidedMessage({ speak }: Turn, { decision, told }: Decided): Message {
  const { t } = speak;
  const number = decision.idea;
  const done =
    decision.from === decision.to
      ? t('decision.renewed', { number })
      : t('decision.done', { number, status: statusName(speak, decision.to) });
  return paragraph(speak, `${done} ${t('decision.willTell', { count: told })}`, {
    kind: 'buttons',
    buttons: [{ action: 'undo', value: `#${number}`, label: t('decision.undo') }],
  });
}
