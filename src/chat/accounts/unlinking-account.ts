import { list } from '../../i18n/format.ts';
import { unlinkAccount } from '../../members/unlink-account.ts';
import { isRefusal } from '../../refusal.ts';
import type { Answer } from '../arrival.ts';
import { accountName } from '../messages/accounts.ts';
import { refused } from '../messages/refusal.ts';
import { privately } from '../messages/said.ts';
import { isRepeated, NOTHING, type Turn, writing } from '../turn.ts';

/** `delier compte` and its buttons: this account leaves those it is linked to, or another one does. */
export async function unlinking(turn: Turn, account: number | null): Promise<Answer> {
  const { box, speak } = turn;
  const order = { account, lang: speak.lang, at: box.clock.now() };
  const result = await writing(turn, (tx, by) => unlinkAccount(tx, by, order));
  if (isRepeated(result)) return NOTHING;
  if (isRefusal(result)) return refused(turn, result);
  const names = await Promise.all(result.apart.map((one) => accountName(box, speak, one)));
  return privately(turn, speak.t('account.unlinked', { accounts: list(speak.lang, names) }));
}
