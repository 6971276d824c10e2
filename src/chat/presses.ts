import { DECIDABLE } from '../ideas/status.ts';
import type { MessagePlace } from '../proposing/message-place.ts';
import { leaveApart, linkTaken } from './accounts/linking-accounts.ts';
import { unlinking } from './accounts/unlinking-account.ts';
import type { Answer, ArrivalOf } from './arrival.ts';
import { openAnswer } from './forms/answer.ts';
import { openComplete, openEdit } from './forms/own-text.ts';
import { chooseSimilar, readChoice } from './forms/similar.ts';
import { settingAtHome } from './home.ts';
import { separating } from './linking-duplicates.ts';
import { privately, typed } from './messages/said.ts';
import { declineProposal, openAuthorsIdea } from './proposing/answering.ts';
import { openOwnWords } from './proposing/own-words.ts';
import { readPlace } from './proposing/place-text.ts';
import { recogniseCard } from './recognising.ts';
import { openResumed } from './resuming.ts';
import { setting } from './setting.ts';
import { showing } from './showing.ts';
import type { Turn } from './turn.ts';
import { undoing } from './undoing.ts';
import { voting } from './voting.ts';
import { askToWithdraw, withdraw } from './withdrawing.ts';

/** What a button does; `value` is its own, as it was sent when the message was written. */
type Press = (turn: Turn, value: string) => Promise<Answer> | null;

/** A button about one idea: its value is "#2256". */
const about =
  (act: (turn: Turn, number: number) => Promise<Answer>): Press =>
  (turn, value) => {
    const number = /^#(\d{1,9})$/.exec(value)?.[1];
    return number === undefined ? null : act(turn, Number(number));
  };

/** A button that opens a form about an idea; where there are no forms, it says what to type. */
const opening = (word: string, open: (turn: Turn, number: number) => Promise<Answer>) => ({
  press: about((turn, number) => openOrType(turn, `${word} #${number} …`, () => open(turn, number))),
  opensForm: true as const,
});

async function openOrType(turn: Turn, words: string, open: () => Promise<Answer>): Promise<Answer> {
  if (turn.can.forms !== 'none') return open();
  return privately(turn, turn.speak.runs('form.typeInstead', { command: typed(turn, words) }));
}

/** The facilitator's form: "#2256", or "accepted#2256" with a status chosen before. */
const answering: Press = (turn, value) => {
  const [, named = '', digits] = /^([a-z-]*)#(\d{1,9})$/.exec(value) ?? [];
  const status = DECIDABLE.find((one) => one === named);
  if (digits === undefined || (named !== '' && !status)) return null;
  const number = Number(digits);
  return openOrType(turn, `repondre #${number} …`, () => openAnswer(turn, number, { status }));
};

/** A button about a message of a person: its value is the place of it. */
const aboutMessage =
  (act: (turn: Turn, at: MessagePlace) => Promise<Answer>): Press =>
  (turn, value) => {
    const at = readPlace(value);
    return at && act(turn, at);
  };

/** Every button the box ever writes, by action. */
const PRESSES: Readonly<Record<string, { press: Press; opensForm?: true }>> = {
  vote: {
    press: (turn, value) => {
      const [, word, number] = /^(for|against|none)#(\d{1,9})$/.exec(value) ?? [];
      return word ? voting(turn, Number(number), word as 'for' | 'against' | 'none') : null;
    },
  },
  more: { press: about(showing) },
  answer: { press: answering, opensForm: true },
  complete: opening('completer', openComplete),
  edit: opening('modifier', openEdit),
  withdraw: { press: about(askToWithdraw) },
  'withdraw-yes': { press: about((turn, number) => withdraw(turn, number)) },
  'withdraw-no': {
    press: about(async (turn, number) => privately(turn, turn.speak.t('idea.withdrawKept', { number }))),
  },
  undo: { press: about(undoing) },
  separate: { press: about(separating) },
  similar: {
    press: (turn, value) => {
      const [chosen = '', draft] = value.split(' ');
      const choice = readChoice(chosen);
      return choice && draft ? chooseSimilar(turn, choice, draft) : null;
    },
  },
  setting: { press: setting },
  'home-setting': { press: settingAtHome },
  'link-yes': { press: (turn, value) => linkTaken(turn, value) },
  'link-no': { press: (turn, value) => leaveApart(turn, value) },
  'unlink-account': {
    press: (turn, value) => (/^\d{1,15}$/.test(value) ? unlinking(turn, Number(value)) : null),
  },
  'propose-yes': { press: aboutMessage(openAuthorsIdea), opensForm: true },
  'propose-no': { press: aboutMessage(async (turn) => declineProposal(turn)) },
  'propose-own': { press: aboutMessage(openOwnWords), opensForm: true },
  resume: { press: (turn, value) => openResumed(turn, value), opensForm: true },
};

/**
 * Answers a press. Buttons outlive versions: one that says nothing to us any more is answered with what to
 * type instead. Under a message that the box did not post no button counts, whoever made it look like ours.
 */
export async function press(turn: Turn, arrival: ArrivalOf<'press'>): Promise<Answer> {
  const { action, value } = arrival;
  if (!(await isOurs(turn, arrival))) {
    return privately(turn, turn.speak.runs('error.unknownMessage', { command: typed(turn, 'aide') }));
  }
  const answer = Object.hasOwn(PRESSES, action) ? PRESSES[action]?.press(turn, value) : null;
  return answer ?? privately(turn, turn.speak.runs('error.oldButton', { command: typed(turn, 'aide') }));
}

/** What was said to one person alone is forgotten after a month; in that conversation nobody else posts as the box. */
async function isOurs({ box }: Turn, { on, value, proven }: ArrivalOf<'press'>): Promise<boolean> {
  if (on === 'private' || on.direct === true) return true;
  const posting = () => box.reads.postings.find(on);
  if (!proven) return (await box.sends.findOnceSettled(on, posting)) !== null;
  return (await box.sends.find(on, posting)) !== null || recogniseCard(box, { on, ...proven }, value);
}

/** Whether a press of this button will be answered by a form. */
export function pressOpensForm(action: string): boolean {
  return Object.hasOwn(PRESSES, action) && PRESSES[action]?.opensForm === true;
}
