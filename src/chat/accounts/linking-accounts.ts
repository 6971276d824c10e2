import { drawCode } from '../../members/account-code.ts';
import {
  isCodeFault,
  linkAccounts,
  offerCode,
  spoilCode,
  type TypedCode,
  takeCode,
} from '../../members/link-accounts.ts';
import { isRefusal } from '../../refusal.ts';
import type { Answer } from '../arrival.ts';
import { keepDraft } from '../draft-keeper.ts';
import type { Block } from '../message.ts';
import { accountName, codeFaultText, codeMessage, linkedAnswer, linkQuestion } from '../messages/accounts.ts';
import { refused } from '../messages/refusal.ts';
import { privately, typed } from '../messages/said.ts';
import { personKey } from '../place.ts';
import { claiming, isRepeated, NOTHING, type Turn, writing } from '../turn.ts';

/**
 * `lier`: a code, shown to this account alone. A repeat of the same arrival shows nothing: the first answer has the
 * code, which is kept nowhere.
 */
export async function showCode(turn: Turn): Promise<Answer> {
  const { box, speak } = turn;
  if (!isAlone(turn)) {
    return privately(turn, speak.runs('account.readAlong', { command: typed(turn, 'lier') }));
  }
  const code = drawCode(
    Buffer.from(box.secrets.hash('account-code', `draw ${box.chance.id()}`), 'base64url'),
  );
  const offer = { hash: hashOf(turn, code), at: box.clock.now() };
  const result = await writing(turn, (tx, by) => offerCode(tx, by, offer));
  if (isRepeated(result)) return NOTHING;
  if (isRefusal(result)) return refused(turn, result);
  return { kind: 'private', message: codeMessage(turn, code) };
}

/** `lier CODE`: whose account it is, with a yes and a no. No row names who typed it before the yes. */
export async function askToLink(turn: Turn, code: string): Promise<Answer> {
  const { box } = turn;
  const typedCode = typedBy(turn, hashOf(turn, code));
  if (!isAlone(turn)) {
    const spoilt = await claiming(turn, (tx) => spoilCode(tx, typedCode));
    return isRepeated(spoilt) ? NOTHING : privately(turn, turn.speak.t('account.spoilt'));
  }
  const { hash } = typedCode;
  const result = await claiming(turn, async (tx) => {
    const taken = await takeCode(tx, turn.by, typedCode);
    if (!isCodeFault(taken) && !turn.can.buttons)
      await keepDraft(box, tx, turn.by, { kind: 'link-accounts', code: hash }, { asks: true });
    return taken;
  });
  if (isRepeated(result)) return NOTHING;
  if (isRefusal(result)) return refused(turn, result);
  if (isCodeFault(result)) return privately(turn, codeFaultText(turn, result));
  const question = linkQuestion(turn, await accountName(box, turn.speak, result.account));
  if (turn.can.buttons) return privately(turn, question, choice(turn, hash));
  return privately(turn, [...question, '\n', typed(turn, 'oui'), ' · ', typed(turn, 'non')]);
}

/** The yes, from the account that typed the code. */
export async function linkTaken(turn: Turn, hash: string, draft: string | null = null): Promise<Answer> {
  const { box, speak } = turn;
  const result = await writing(turn, async (tx, by) => {
    if (draft !== null) await tx.drafts.drop(draft);
    return linkAccounts(tx, by, { ...typedBy(turn, hash), lang: speak.lang });
  });
  if (isRepeated(result)) return NOTHING;
  if (isRefusal(result)) return refused(turn, result);
  if (isCodeFault(result)) return privately(turn, codeFaultText(turn, result));
  const { account } = result;
  return linkedAnswer(turn, await accountName(box, speak, account), account.id);
}

/** The no: somebody who was given the code by another person is rid of it. */
export async function leaveApart(turn: Turn, hash: string, draft: string | null = null): Promise<Answer> {
  const left = await claiming(turn, async (tx) => {
    if (draft !== null) await tx.drafts.drop(draft);
    const code = typedBy(turn, hash);
    if ((await tx.accountCodes.find(hash))?.takenBy === code.typist) await spoilCode(tx, code);
  });
  return isRepeated(left) ? NOTHING : privately(turn, turn.speak.t('account.kept'));
}

function choice({ speak: { t } }: Turn, hash: string): Block {
  return {
    kind: 'buttons',
    buttons: [
      { action: 'link-yes', value: hash, label: t('account.yes') },
      { action: 'link-no', value: hash, label: t('account.no') },
    ],
  };
}

/** Does nobody else read what is answered here? */
function isAlone({ can, where }: Turn): boolean {
  return can.private || where?.direct === true;
}

function hashOf({ box }: Turn, code: string): string {
  return box.secrets.hash('account-code', `code ${code.replace('-', '')}`);
}

function typedBy({ box, by }: Turn, hash: string): TypedCode {
  return { hash, typist: box.secrets.hash('account-code', `by ${personKey(by)}`), at: box.clock.now() };
}
