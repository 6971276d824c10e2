import { list } from '../../i18n/format.ts';
import type { TextFault } from '../../ideas/idea.ts';
import { TITLE_MIN } from '../../ideas/idea.ts';
import { movesFrom } from '../../ideas/status.ts';
import { NAME_MAX } from '../../labs/settings.ts';
import type { Identity } from '../../members/member.ts';
import type { Refusal } from '../../refusal.ts';
import type { Answer } from '../arrival.ts';
import type { Inline } from '../message.ts';
import type { Turn } from '../turn.ts';
import { linkFaultText } from './link-fault.ts';
import { privately, statusName, typed } from './said.ts';

type Text = readonly Inline[];

/** What is only for those who facilitate a lab. */
const FACILITATORS_ONLY = {
  decision: 'decision.notFacilitator',
  digest: 'digest.notFacilitator',
  duplicate: 'duplicate.notFacilitator',
} as const;

/** What happened and what to do, for each refusal, to that person alone. */
export async function refusalText(turn: Turn, refusal: Refusal): Promise<Text> {
  const { t, runs, lang } = turn.speak;
  const say = (words: string) => typed(turn, words);
  switch (refusal.why) {
    case 'unknown-idea':
      return runs('error.notFound', { number: refusal.number, command: say('top') });
    case 'unknown-lab':
      return [t('lab.unknown', { slug: refusal.slug, labs: await openLabs(turn) })];
    case 'may-not-file':
      return refusal.guest ? [t('error.guestsDoNotFile')] : runs('error.noRight', { command: say('aide') });
    case 'may-not-vote':
      return runs('error.noRight', { command: say('aide') });
    case 'facilitators-only': {
      const lab = await labName(turn, refusal.lab);
      return askThem(turn, refusal.lab, t(FACILITATORS_ONLY[refusal.of], { lab }));
    }
    case 'managers-only':
      return askThem(turn, refusal.lab, t('lab.managersOnly', { lab: await labName(turn, refusal.lab) }));
    case 'administrators-only':
      return [t('lab.adminsOnly')];
    case 'author-only':
      return [t('idea.notYours', { number: refusal.number })];
    case 'votes-closed':
      return [t('vote.closed', { number: refusal.number, status: statusName(turn.speak, refusal.status) })];
    case 'no-longer-editable':
      return runs('idea.noLongerEditable', {
        number: refusal.number,
        command: say(`completer #${refusal.number}`),
      });
    case 'no-longer-completable': {
      const status = statusName(turn.speak, refusal.status);
      return [t('idea.noLongerCompletable', { number: refusal.number, status })];
    }
    case 'no-longer-alive':
      if (refusal.status === 'withdrawn') return [t('idea.alreadyWithdrawn', { number: refusal.number })];
      return [
        t('idea.notWithdrawable', { number: refusal.number, status: statusName(turn.speak, refusal.status) }),
      ];
    case 'no-such-move': {
      const moves = list(
        lang,
        movesFrom(refusal.from).map((status) => statusName(turn.speak, status)),
        'or',
      );
      const [from, to] = [statusName(turn.speak, refusal.from), statusName(turn.speak, refusal.to)];
      if (moves === '') return [t('decision.noMoveLeft', { number: refusal.number, status: from })];
      return [t('decision.notPossible', { number: refusal.number, from, to, moves })];
    }
    case 'changed-meanwhile': {
      const status = statusName(turn.speak, refusal.status);
      return [t('decision.changedMeanwhile', { number: refusal.number, status })];
    }
    case 'reason-missing':
      return [t('decision.reasonMissing')];
    case 'nothing-to-undo':
      return [t('decision.nothingToUndo')];
    case 'link':
      return linkFaultText(turn, refusal);
    case 'not-a-duplicate': {
      const { number } = refusal;
      return runs('duplicate.notADuplicate', { number, command: say(`double #${number} #…`) });
    }
    case 'text':
      return [faultText(turn, refusal.field, refusal.fault)];
    case 'slug-taken':
      return [t('lab.slugTaken', { slug: refusal.slug })];
    case 'bad-setting':
      return [badSetting(turn, refusal)];
    case 'bad-schedule':
      return [t(refusal.fault === 'too-often' ? 'lab.tooOften' : 'lab.badCron', { cron: refusal.cron })];
    case 'channel-taken':
      return [t('lab.channelTaken', { lab: await labName(turn, refusal.lab) })];
    case 'channel-unbound':
      return [t('lab.noneHere')];
    case 'direct-channel':
      return [t('lab.notAChannel')];
    case 'no-facilitator':
      return [t('lab.noFacilitator', { lab: await labName(turn, refusal.lab) })];
    case 'unknown-person':
      return [t('lab.personMissing')];
    case 'asked-before':
      return [t('proposal.askedBefore')];
    case 'not-linked':
      return runs('account.notLinked', { command: say('lier') });
    case 'asked-often':
      return [t('proposal.askedOften')];
  }
}

/** A refusal as a private answer. `typed` is a text that came with it: it is given back, so that nothing is lost. */
export async function refused(turn: Turn, refusal: Refusal, typed?: string): Promise<Answer> {
  const text = await refusalText(turn, refusal);
  return typed ? privately(turn, text, { kind: 'text', text: [typed] }) : privately(turn, text);
}

/** What is wrong with a text, for its field. */
export function faultText({ speak: { t } }: Turn, field: string, fault: TextFault): string {
  if (fault.fault === 'missing') return t(field === 'title' ? 'error.titleMissing' : 'error.textMissing');
  if (fault.fault === 'too-short') return t('error.titleTooShort', { min: TITLE_MIN });
  return t('error.tooLong', { max: fault.max, count: fault.over });
}

function badSetting({ speak: { t } }: Turn, refusal: Extract<Refusal, { why: 'bad-setting' }>): string {
  switch (refusal.setting) {
    case 'zone':
      return t('lab.badZone', { zone: refusal.value });
    case 'access':
      return t('lab.badAccess');
    case 'language':
      return t('lab.badLanguage');
    case 'name':
      return t('lab.badName', { max: NAME_MAX });
    default:
      return t('lab.badLine', { max: NAME_MAX });
  }
}

/** Names those who may, so that the person knows whom to ask. */
async function askThem(turn: Turn, lab: number, sentence: string): Promise<Text> {
  const { t, lang } = turn.speak;
  const { labs, members } = turn.box.reads;
  const known: Identity[] = [];
  for (const id of await labs.facilitators(lab)) {
    const identity = await members.byId(id);
    if (identity) known.push(identity);
  }
  // Whom they can write to here; somebody with accounts on two platforms is one name.
  const near = known.filter(
    ({ platform, realm }) => platform === turn.by.platform && realm === turn.by.realm,
  );
  const names = [...new Set((near.length > 0 ? near : known).map(({ name, user }) => `@${name ?? user}`))];
  return names.length === 0
    ? [sentence]
    : [`${sentence} ${t('decision.askThem', { people: list(lang, names, 'or') })}`];
}

async function labName(turn: Turn, id: number): Promise<string> {
  const lab = await turn.box.reads.labs.byId(id);
  const { here, facilitates, administrator } = turn.reader;
  const known = lab?.access === 'open' || here === id || facilitates.includes(id) || administrator;
  return lab && known ? lab.name : '…';
}

/** Closed labs are not named to those who do not know them. */
async function openLabs(turn: Turn): Promise<string> {
  const labs = await turn.box.reads.labs.all();
  const { here, facilitates } = turn.reader;
  const known = labs.filter(
    (lab) => lab.access === 'open' || lab.id === here || facilitates.includes(lab.id),
  );
  return known.length === 0
    ? '—'
    : list(
        turn.speak.lang,
        known.map((lab) => lab.slug),
      );
}
