/** What a server calls us for: a typed command, a pressed button, a sent form. */
export const DOORS = ['command', 'action', 'dialog'] as const;
export type DoorName = (typeof DOORS)[number];

/** Everything of this adapter is below it. */
export const PREFIX = '/mattermost/';

/** Where a site's server finds one of our doors. */
export function doorAddress(callbackUrl: URL, realm: string, door: DoorName): string {
  const base = callbackUrl.href.replace(/\/+$/, '');
  return `${base}${PREFIX}${realm}/${door}`;
}

/** Which door of which site a path leads to; null for any other path. */
export function doorAt(path: string): { realm: string; door: DoorName } | null {
  const [, realm, name] = /^\/mattermost\/([a-z0-9.-]+)\/([a-z]+)$/.exec(path) ?? [];
  const door = DOORS.find((one) => one === name);
  return realm !== undefined && door ? { realm, door } : null;
}
