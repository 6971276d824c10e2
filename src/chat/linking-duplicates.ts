import { linkDuplicate } from '../duplicates/link-duplicate.ts';
import { separateDuplicate } from '../duplicates/separate-duplicate.ts';
import { isRefusal } from '../refusal.ts';
import type { Answer } from './arrival.ts';
import { separateButton } from './messages/links.ts';
import { refusalText } from './messages/refusal.ts';
import { privately } from './messages/said.ts';
import { isRepeated, NOTHING, type Turn, writing } from './turn.ts';

/** Links a duplicate to its elder, with the button that undoes it. */
export async function linking(turn: Turn, number: number, elder: number): Promise<Answer> {
  const { speak, box } = turn;
  const at = box.clock.now();
  const result = await writing(turn, (tx, by) => linkDuplicate(tx, by, { number, elder, at }));
  if (isRepeated(result)) return NOTHING;
  if (isRefusal(result)) return privately(turn, await refusalText(turn, result));
  return privately(
    turn,
    speak.t(result.changed ? 'duplicate.linked' : 'duplicate.already', { number, elder }),
    {
      kind: 'buttons',
      buttons: [separateButton(speak, number, elder)],
    },
  );
}

/** Undoes the link of a duplicate: `separer` and the button. */
export async function separating(turn: Turn, number: number): Promise<Answer> {
  const { t } = turn.speak;
  const result = await writing(turn, (tx, by) => separateDuplicate(tx, by, { number }));
  if (isRepeated(result)) return NOTHING;
  if (isRefusal(result)) return privately(turn, await refusalText(turn, result));
  const { elder } = result;
  return privately(
    turn,
    elder === null
      ? t('duplicate.separatedUnnamed', { number })
      : t('duplicate.separated', { number, elder }),
  );
}
