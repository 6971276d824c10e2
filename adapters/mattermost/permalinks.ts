import type { Posted } from '../../src/chat/place.ts';
import type { Site } from './site.ts';

/** Below a site's address: a team's name, or _redirect, and the post's id (webapp: components/root). */
const PERMALINK = /^\/[a-z0-9_-]+\/pl\/([a-z0-9]{26})\/?$/;

/** Leads to the message in whatever team it is, direct messages included. */
export function linkTo({ siteUrl }: Pick<Site, 'siteUrl'>, { message }: Pick<Posted, 'message'>): string {
  return `${siteUrl}/_redirect/pl/${message}`;
}

/** The message that an address of this site names: where people open it, or where we call it. Null for any other. */
export function messageNamed(
  address: string,
  { siteUrl, url }: Pick<Site, 'siteUrl' | 'url'>,
): string | null {
  if (!URL.canParse(address)) return null;
  const { origin, pathname } = new URL(address);
  for (const base of [siteUrl, url]) {
    const below = `${origin}${pathname}`.startsWith(base) ? `${origin}${pathname}`.slice(base.length) : '';
    const message = PERMALINK.exec(below)?.[1];
    if (message !== undefined) return message;
  }
  return null;
}
