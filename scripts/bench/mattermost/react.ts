import { setTimeout as sleep } from 'node:timers/promises';
import { PEOPLE } from './server.ts';
import type { StandIn } from './stand-in.ts';

/** Evenly over that time people react, each pair of person and idea once. Resolves with the instant of the last one. */
export async function react(
  server: StandIn,
  { reactions, forMs, ideas }: { reactions: number; forMs: number; ideas: readonly number[] },
): Promise<{ begunAt: number; endedAt: number }> {
  if (reactions > PEOPLE.length * ideas.length) throw new Error('there are not so many people');
  server.paints = [];
  const begunAt = Date.now();
  for (let sent = 0; sent < reactions; sent += 1) {
    await sleep(Math.max(0, begunAt + (forMs * sent) / reactions - Date.now()));
    const person = PEOPLE[Math.floor(sent / ideas.length)];
    const card = server.cards[(ideas[sent % ideas.length] ?? 0) - 1];
    if (!person || !card) throw new Error('an idea has no card');
    server.react(person.id, card);
  }
  return { begunAt, endedAt: Date.now() };
}
