import type { Speak } from '../../i18n/speak.ts';
import type { CodeFault } from '../../members/link-accounts.ts';
import type { Identity } from '../../members/member.ts';
import type { Box } from '../box.ts';
import type { Block, Button, Inline, Message } from '../message.ts';
import type { Turn } from '../turn.ts';
import { paragraph, privately, typed } from './said.ts';

/** How commands are written to whoever reads this. */
type Typing = Parameters<typeof typed>[0];

/** "Anaïs L. (Mattermost)": the name as its platform says it now, which is what a person compares it with. */
export async function accountName(box: Box, speaking: Speak, account: Identity): Promise<string> {
  const profile = await box.directory.know(account).catch(() => null);
  const name = profile?.name ?? account.name ?? account.user;
  return speaking.t('account.named', { name, platform: platformName(account.platform) });
}

/** A platform's name as people know it: it is its adapter's, which is written small. */
function platformName(platform: string): string {
  return platform.charAt(0).toUpperCase() + platform.slice(1);
}

/** The code, and what it is for. */
export function codeMessage(turn: Turn, code: string): Message {
  const { t, runs } = turn.speak;
  const shown: Inline = { kind: 'code', text: code };
  return paragraph(
    turn.speak,
    runs('account.code', { code: shown }),
    { kind: 'text', text: runs('account.codeUse', { command: typed(turn, `lier ${code}`) }) },
    { kind: 'context', text: [t('account.codeKeep')] },
  );
}

/** Which account it is, asked before anything is linked. */
export function linkQuestion(turn: Turn, account: string): readonly Inline[] {
  const { t } = turn.speak;
  return [t('account.ask', { account }), '\n', t('account.askOnly'), '\n', t('account.askMeans')];
}

/** Why a code links nothing, and what to do. */
export function codeFaultText(turn: Turn, fault: CodeFault): readonly Inline[] {
  const { t, runs } = turn.speak;
  const again = { command: typed(turn, 'lier') };
  const undo = { command: typed(turn, 'delier compte') };
  switch (fault.fault) {
    case 'wrong':
      return runs('account.wrong', again);
    case 'expired':
      return runs('account.expired', again);
    case 'used':
      return runs('account.used', again);
    case 'own':
      return [t('account.own')];
    case 'too-many-tries':
      return runs('account.tooManyTries', again);
    case 'already-linked':
      return runs('account.alreadyLinked', undo);
    case 'same-chat':
      return [t('account.sameChat')];
    case 'linked-elsewhere':
      return runs('account.linkedElsewhere', { platform: platformName(fault.platform), ...undo });
  }
}

/** To an account: another one was linked to it, or is no longer. */
export function accountNotice(
  speaking: Speak,
  { account, id, linked }: { account: string; id: number; linked: boolean },
  typing: Typing,
): Message {
  const { t } = speaking;
  if (!linked) return paragraph(speaking, t('account.unlinkedTold', { account }));
  return paragraph(
    speaking,
    t('account.linkedTold', { account }),
    { kind: 'text', text: speaking.runs('account.notYou', { command: typed(typing, 'delier compte') }) },
    { kind: 'buttons', buttons: [unlinkButton(speaking, account, id)] },
  );
}

/** Tells the one who linked them, with the way back. */
export function linkedAnswer(turn: Turn, account: string, id: number) {
  const { t, runs } = turn.speak;
  const undoBy: Block = {
    kind: 'context',
    text: runs('account.undoBy', { command: typed(turn, 'delier compte') }),
  };
  const undo: Block = { kind: 'buttons', buttons: [unlinkButton(turn.speak, account, id)] };
  return privately(turn, t('account.linked', { account }), undoBy, undo);
}

/** Its value is the account that leaves. */
export function unlinkButton({ t }: Speak, account: string, id: number): Button {
  return {
    action: 'unlink-account',
    value: String(id),
    label: t('account.undo'),
    says: t('account.undoSays', { account }),
  };
}
