import type { MessageMetadata } from '@slack/types';

/**
 * What is kept with a message of ours beside its text: the key of its send, by which it is found again. Everybody's
 * apps in the workspace may read it, and it means nothing to them.
 */

const EVENT_TYPE = 'boite_a_idees';

/** The metadata of the send with this key. */
export function metadataOf(key: string): MessageMetadata {
  return { event_type: EVENT_TYPE, event_payload: { key } };
}

/** Whether a message carries this key. */
export function hasKey(metadata: unknown, key: string): boolean {
  if (typeof metadata !== 'object' || metadata === null) return false;
  const { event_type: type, event_payload: payload } = metadata as Partial<MessageMetadata>;
  return type === EVENT_TYPE && payload?.key === key;
}
