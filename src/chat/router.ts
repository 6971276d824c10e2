import type { Answer, Arrival, Inbox } from './arrival.ts';
import type { Box } from './box.ts';
import { command } from './commands/command.ts';
import { COMMANDS } from './commands/index.ts';
import { parse } from './grammar/parse.ts';
import { mark } from './marks.ts';
import { privately } from './messages/said.ts';
import { press, pressOpensForm } from './presses.ts';
import { submit, submitAgain } from './submits.ts';
import { NOTHING, openTurn, type Turn } from './turn.ts';

/**
 * The one door: every verified arrival of every platform comes through here and gets its answer. Never
 * rejects: what fails inside is logged once, and the person gets an apology with a reference.
 */
export function createInbox(box: Box): Inbox {
  return async (arrival) => {
    let turn: Turn | null = null;
    try {
      turn = await openTurn(box, arrival);
      return await route(turn, arrival);
    } catch (error) {
      return apologise(box, turn, arrival, error);
    }
  };
}

async function route(turn: Turn, arrival: Arrival): Promise<Answer> {
  switch (arrival.kind) {
    case 'command':
      return command(turn, arrival);
    case 'submit':
      return submit(turn, arrival);
    case 'press':
      return press(turn, arrival);
    case 'mark':
      return mark(turn, arrival);
    // A message taken up as an idea and a home page come with the platforms that have them.
    case 'shortcut':
    case 'home':
      return NOTHING;
  }
}

/**
 * Whether an arrival will be answered by a form: known from its text alone, so that a platform which gives
 * three seconds can open a view first and fill it afterwards.
 */
export function opensForm(box: Pick<Box, 'adapters'>, arrival: Arrival): boolean {
  const can = box.adapters.get(arrival.by.platform)?.can(arrival.by.realm);
  if (!can || can.forms === 'none') return false;
  if (arrival.kind === 'press') return pressOpensForm(arrival.action);
  if (arrival.kind !== 'command') return false;
  const parsed = parse(COMMANDS, arrival.text, { waiting: false });
  return parsed.kind !== 'command' || parsed.command.opensForm(parsed.args);
}

/** Letters and figures that are not taken for one another when read aloud. */
const REFERENCE = 'ABCDEFGHJKLMNPQRSTUVWXYZ23456789';

async function apologise(box: Box, turn: Turn | null, arrival: Arrival, error: unknown): Promise<Answer> {
  const draw = () => REFERENCE[Math.floor(box.chance.fraction() * REFERENCE.length)];
  const reference = [draw(), draw(), draw(), draw()].join('');
  box.log.error(
    { err: error, reference, kind: arrival.kind, platform: arrival.by.platform },
    'arrival failed',
  );
  if (!turn || arrival.kind === 'mark') return NOTHING;
  if (arrival.kind === 'submit') {
    const again = await submitAgain(turn, arrival, turn.speak.t('error.failed', { reference })).catch(
      () => null,
    );
    if (again) return again;
  }
  return privately(turn, turn.speak.t('error.failedPlain', { reference }));
}
