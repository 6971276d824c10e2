import type { Posted } from '../chat/place.ts';
import type { Parcel } from './delivery-store.ts';
import type { Saying } from './saying.ts';

/**
 * What is to be said in the thread of something that has just been seen standing; null for most. It is written in
 * the transaction that records the posting: said once where that one stands, and never where it does not.
 */
export function followUpOf({ what, lang, key }: Parcel, posted: Posted): Saying | null {
  if (what.kind !== 'digest') return null;
  const { message, ...channel } = posted;
  return {
    to: { ...channel, thread: channel.thread ?? message },
    lang,
    what: { kind: 'digest-rest', digest: what.digest },
    key: `${key}:rest`,
  };
}
