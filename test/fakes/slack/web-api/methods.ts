import { authTest, teamInfo } from './basics.ts';
import type { Method } from './call.ts';
import * as chat from './chat.ts';
import * as conversations from './conversations.ts';
import * as files from './files.ts';
import * as history from './history.ts';
import * as reactions from './reactions.ts';
import * as users from './users.ts';
import * as views from './views.ts';

/** What a bot token may call. What takes another token or none is in dispatch.ts. */
export const METHODS: Readonly<Record<string, Method>> = {
  'auth.test': authTest,
  'team.info': teamInfo,
  'chat.postMessage': chat.postMessage,
  'chat.update': chat.update,
  'chat.delete': chat.remove,
  'chat.postEphemeral': chat.postEphemeral,
  'chat.getPermalink': chat.getPermalink,
  'views.open': views.open,
  'views.update': views.update,
  'views.push': views.push,
  'views.publish': views.publish,
  'conversations.open': conversations.open,
  'conversations.info': conversations.info,
  'conversations.list': conversations.list,
  'conversations.members': conversations.members,
  'conversations.join': conversations.join,
  'conversations.history': history.history,
  'conversations.replies': history.replies,
  'users.conversations': conversations.ofUser,
  'users.info': users.info,
  'reactions.add': reactions.add,
  'reactions.remove': reactions.remove,
  'reactions.get': reactions.get,
  'files.getUploadURLExternal': files.getUploadUrl,
  'files.completeUploadExternal': files.completeUpload,
};
