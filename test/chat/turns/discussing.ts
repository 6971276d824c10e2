import { expect } from '@jest/globals';
import type { Message } from '../../../src/chat/message.ts';
import { chat, stage } from './on-stage.ts';

/** A message of people, of which an idea may be made: its first line would be the title. */
export const TEXT = 'On pourrait prêter les outils du labo.\nÇa coûte une clé.';

/** Somebody says it in a channel; null: no person does. */
export const said = (author: string | null, channel = 'bretagne', text = TEXT) =>
  chat.platform.say(author, channel, text);

/** The only message somebody was told; fails when there are more. */
export async function askedOf(user: string): Promise<Message> {
  await stage.deliver();
  const told = chat.toldTo(user);
  expect(told).toHaveLength(1);
  return told[0]!;
}

/** How much is known of persons and of what was proposed. */
export const trace = () =>
  Promise.all([stage.count('identities'), stage.count('claims'), stage.count('proposals')]);

/** Everything the box keeps of work in hand. */
export async function kept(): Promise<string> {
  const { tables } = stage.db;
  return JSON.stringify([
    await tables.selectFrom('outbox').selectAll().execute(),
    await tables.selectFrom('proposals').selectAll().execute(),
    await tables.selectFrom('claims').selectAll().execute(),
    await tables.selectFrom('drafts').selectAll().execute(),
  ]);
}
