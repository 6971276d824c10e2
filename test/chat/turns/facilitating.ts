import type { Answer } from '../../../src/chat/arrival.ts';
import { chat, number, stage } from './on-stage.ts';

/** yann, or somebody else, decides by the form: on the idea of the stage, or another. */
export async function decide(
  status: string,
  answer = '',
  user = 'yann',
  { idea = number } = {},
): Promise<Answer> {
  const form = await chat.form(user, 'bretagne', `repondre #${idea}`);
  return chat.submit(user, form, { status, answer });
}

/** What waits to be said. */
export const waiting = async () => (await stage.outbox()).filter(({ state }) => state === 'waiting');
