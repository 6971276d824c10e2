import { DeliveryError } from '../../src/chat/adapter.ts';
import { slackCodeOf } from './errors.ts';

/** Codes of a channel that is lost, until it is unarchived or the app invited again. */
const LOST: ReadonlySet<string> = new Set(['is_archived', 'is_inactive', 'not_in_channel']);

/** Codes of a channel where only some may write, or nothing of ours: somebody of the workspace can change that. */
const FORBIDDEN: ReadonlySet<string> = new Set([
  ...['restricted_action', 'restricted_action_read_only_channel', 'restricted_action_thread_only_channel'],
  ...['restricted_action_non_threadable_channel', 'no_permission'],
]);

/** What the refusal of a new message in a channel means for the channel, for the handler of a failed send. */
export function closedChannel(error: unknown): never {
  const code = slackCodeOf(error) ?? '';
  if (LOST.has(code)) throw new DeliveryError({ permanent: 'gone' }, { cause: error });
  if (FORBIDDEN.has(code)) throw new DeliveryError({ forbidden: true }, { cause: error });
  throw error;
}

/**
 * What the refusal of an update means: a message alone can be gone. Of a private channel that we are not in, Slack says
 * that there is none, and so do we of a workspace that we have no token of.
 */
export function closedToUpdates(error: unknown): never {
  if (!(error instanceof DeliveryError)) throw error;
  const code = slackCodeOf(error) ?? '';
  const { failure } = error;
  const gone = 'permanent' in failure && failure.permanent === 'gone' && code !== 'message_not_found';
  if (gone || LOST.has(code)) throw new DeliveryError({ lost: true }, { cause: error });
  throw error;
}
