import { langOf } from '../i18n/lang.ts';
import { speak } from '../i18n/speak.ts';
import { mayEver } from '../members/permissions.ts';
import { refuse } from '../refusal.ts';
import type { Answer, Arrival, Inbox } from './arrival.ts';
import type { Box } from './box.ts';
import { command } from './commands/command.ts';
import { COMMANDS } from './commands/index.ts';
import { excessOf } from './commands/too-long.ts';
import { Stopping } from './directory.ts';
import { inWordsOf } from './grammar/help.ts';
import { parse } from './grammar/parse.ts';
import { home } from './home.ts';
import type { KeptArrivals } from './kept-arrivals.ts';
import { concernsUs, mark } from './marks.ts';
import { type Message, plain } from './message.ts';
import { refusalText } from './messages/refusal.ts';
import { paragraph, privately } from './messages/said.ts';
import { withoutButtons } from './messages/without-buttons.ts';
import { press, pressOpensForm } from './presses.ts';
import { proposeByShortcut, shortcutOpensForm } from './proposing/by-shortcut.ts';
import { meantMessage } from './proposing/by-words.ts';
import { keepToResume } from './resuming.ts';
import { submit, submitFailed } from './submits.ts';
import { NOTHING, openTurn, type Turn } from './turn.ts';

/**
 * The one door: every verified arrival of every platform comes through here and gets its answer. Never
 * rejects: what fails inside is logged once, and the person gets an apology with a reference.
 */
export function createInbox(box: Box, kept: KeptArrivals): Inbox {
  return async (arrival) => {
    const work = answerTo(box, arrival, { late: false });
    const answer = isKept(box, arrival) ? kept.whileAnswering(arrival, work) : work;
    return answer.catch(() => stopped(arrival));
  };
}

/** Answers what was kept, whose person no longer waits: nothing can open, and what they typed waits behind a button. */
export function answerLate(box: Box): (arrival: Arrival) => Promise<Answer> {
  return (arrival) => answerTo(box, arrival, { late: true });
}

/** Rejects with Stopping alone. */
async function answerTo(box: Box, arrival: Arrival, { late }: { late: boolean }): Promise<Answer> {
  let turn: Turn | null = null;
  try {
    if (arrival.kind === 'mark' && !(await concernsUs(box, arrival))) return NOTHING;
    turn = await openTurn(box, arrival, {
      opensForm: opensForm(box, arrival),
      late,
      inWordsOf: (lang, typed) => inWordsOf(COMMANDS, lang, typed),
    });
    const answer = shownBy(turn, await route(turn, arrival));
    return late ? await shownLate(turn, arrival, answer) : answer;
  } catch (error) {
    if (error instanceof Stopping) throw error;
    const sorry = await apologise(box, turn, arrival, error);
    return late && turn ? shownLate(turn, arrival, sorry) : sorry;
  }
}

/**
 * What is kept until it is answered: whatever may write. Forms that open are asked for again, and of reactions and
 * pages the platform tells anew.
 */
function isKept(box: Box, arrival: Arrival): boolean {
  switch (arrival.kind) {
    case 'submit':
      return true;
    case 'command':
    case 'press':
      return !opensForm(box, arrival);
    case 'shortcut':
    case 'mark':
    case 'home':
      return false;
  }
}

async function shownLate(turn: Turn, arrival: Arrival, answer: Answer): Promise<Answer> {
  if (answer.kind !== 'invalid' && answer.kind !== 'form') return answer;
  if (arrival.kind !== 'submit') return privately(turn, turn.speak.t('adapter.tryAgain'));
  return keepToResume(turn, arrival, answer.kind === 'invalid' ? Object.values(answer.fields) : []);
}

/** Where nothing can be pressed, an answer says what to type. */
function shownBy({ can, commandWord }: Turn, answer: Answer): Answer {
  if ((answer.kind !== 'private' && answer.kind !== 'home') || can.buttons) return answer;
  const plainly = (message: Message) => withoutButtons(message, commandWord);
  const shown = { ...answer, message: plainly(answer.message) };
  if (shown.kind === 'home' || !shown.later) return shown;
  const { later } = shown;
  return { ...shown, later: async (how) => later(how).then((message) => message && plainly(message)) };
}

async function route(turn: Turn, arrival: Arrival): Promise<Answer> {
  if (!mayEver(turn.reader, 'read')) return toNobody(turn, arrival);
  switch (arrival.kind) {
    case 'command':
      return command(turn, arrival);
    case 'submit':
      return submit(turn, arrival);
    case 'press':
      return press(turn, arrival);
    case 'mark':
      return mark(turn, arrival);
    case 'shortcut':
      return proposeByShortcut(turn, arrival);
    case 'home':
      return home(turn);
  }
}

/** Bots and deactivated accounts get no further; a reaction of theirs is not even refused. */
async function toNobody(turn: Turn, arrival: Arrival): Promise<Answer> {
  const sorry = await refusalText(turn, refuse('may-not-vote', {}));
  switch (arrival.kind) {
    case 'command':
    case 'press':
    case 'shortcut':
      return privately(turn, sorry);
    case 'submit':
      return (await submitFailed(null, arrival, plain(sorry))) ?? privately(turn, sorry);
    case 'mark':
    case 'home':
      return NOTHING;
  }
}

/**
 * Whether an arrival will be answered by a form: known from its text alone, so that a platform which gives
 * three seconds can open a view first and fill it afterwards.
 */
export function opensForm(box: Pick<Box, 'adapters'>, arrival: Arrival): boolean {
  const adapter = box.adapters.get(arrival.by.platform);
  const can = adapter?.can(arrival.by.realm);
  if (!can || can.forms === 'none') return false;
  if (arrival.kind === 'press') return pressOpensForm(arrival.action);
  if (arrival.kind === 'shortcut') return shortcutOpensForm(arrival);
  if (arrival.kind !== 'command' || excessOf(arrival.text) > 0) return false;
  // Whose message is meant is not known yet.
  if (meantMessage(adapter, arrival)) return false;
  const parsed = parse(COMMANDS, arrival.text, { waiting: false });
  if (parsed.kind === 'mistyped' || parsed.kind === 'misused') return false;
  return parsed.kind !== 'command' || parsed.command.opensForm(parsed.args);
}

/** The box stops before it could know who this is, and nothing is kept. What was reacted is looked up at the next start. */
async function stopped(arrival: Arrival): Promise<Answer> {
  if (arrival.kind === 'mark' || arrival.kind === 'home') return NOTHING;
  const speaking = speak(langOf(arrival.locale) ?? 'fr');
  const sorry = speaking.t('error.stopping');
  const again = arrival.kind === 'submit' ? await submitFailed(null, arrival, sorry) : null;
  return again ?? { kind: 'private', message: paragraph(speaking, sorry) };
}

/** A reaction that could not be recorded is asked for once more after this, when the platform may answer again. */
const MARK_AGAIN_MS = 60_000;

/** Letters and figures that are not taken for one another when read aloud. */
const REFERENCE = 'ABCDEFGHJKLMNPQRSTUVWXYZ23456789';

async function apologise(box: Box, turn: Turn | null, arrival: Arrival, error: unknown): Promise<Answer> {
  const draw = () => REFERENCE[Math.floor(box.chance.fraction() * REFERENCE.length)];
  const reference = [draw(), draw(), draw(), draw()].join('');
  box.log.error(
    { err: error, reference, kind: arrival.kind, platform: arrival.by.platform },
    'arrival failed',
  );
  if (arrival.kind === 'mark') {
    box.lookAgain(arrival.on, MARK_AGAIN_MS);
    return NOTHING;
  }
  const speaking = turn?.speak ?? speak(langOf(arrival.locale) ?? 'fr');
  if (arrival.kind === 'submit') {
    const sorry = speaking.t('error.failed', { reference });
    const kept =
      (await submitFailed(turn, arrival, sorry).catch(() => null)) ??
      (await submitFailed(null, arrival, sorry));
    if (kept) return kept;
  }
  const message = paragraph(speaking, speaking.t('error.failedPlain', { reference }));
  return { kind: arrival.kind === 'home' ? 'home' : 'private', message };
}
