import type { Channel, Person } from '../../src/chat/place.ts';

/** The name in CHAT_ADAPTERS, and the `platform` of persons and channels. */
export const PLATFORM = 'mattermost';

/** Whether an id of this person or channel means something in that realm. */
export function isOfRealm(of: Person | Channel, realm: string): boolean {
  return of.platform === PLATFORM && of.realm === realm;
}
