import type { Reference } from '../delivery/saying.ts';
import type { Transaction } from '../unit-of-work.ts';
import type { Lab } from './lab.ts';

/**
 * Says something to each who facilitates a lab, by their own account. `key` names this very news. Returns how many are
 * told.
 */
export async function tellFacilitators(
  tx: Pick<Transaction, 'labs' | 'members' | 'outbox'>,
  lab: Pick<Lab, 'id' | 'language'>,
  what: Reference,
  key: string,
): Promise<number> {
  let told = 0;
  for (const id of await tx.labs.facilitators(lab.id)) {
    const identity = await tx.members.byId(id);
    if (!identity) continue;
    const { platform, realm, user } = identity;
    await tx.outbox.say({ to: { platform, realm, user }, lang: lab.language, what, key: `${key}:${id}` });
    told += 1;
  }
  return told;
}
