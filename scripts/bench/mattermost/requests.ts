import type { OutgoingRequest } from '../../../test/fakes/mattermost/integrations/outgoing.ts';
import {
  commandForm,
  commandRequest,
  pressRequest,
  submissionRequest,
} from '../../../test/fakes/mattermost/integrations/requests.ts';
import { actionsOf, type Post } from '../../../test/fakes/mattermost/world/post.ts';
import type { User } from '../../../test/fakes/mattermost/world/user.ts';
import { type JsonObject, objectOf } from '../../../test/fakes/shared/json.ts';
import type { Unanswered } from '../load/shot.ts';
import { CHANNEL, COMMAND, REALM, TEAM } from './server.ts';

const COMMAND_PATH = `/mattermost/${REALM}/command`;

/** `/idee TEXT`, with the trigger by which a dialog can be opened. */
export function command(
  user: User,
  said: { text: string; triggerId: string; responseUrl: string },
): Unanswered {
  const form = commandForm(at(user), COMMAND, { ...said, trigger: 'idee', rootId: '' });
  return sent('command', commandRequest({ ...COMMAND, url: `http://box${COMMAND_PATH}` }, form));
}

/** A dialog with these values, as its person's client sends it through the server. */
export function submission(user: User, url: string, dialog: JsonObject, values: JsonObject): Unanswered {
  const { callback_id, state } = dialog;
  const submitted = { url, callback_id, state, channel_id: CHANNEL.id, team_id: TEAM.id, submission: values };
  return sent('submission', submissionRequest(user.id, submitted as JsonObject));
}

/** A button of a post of the box, the first or the second, with what the box gave it. */
export function press(
  user: User,
  post: Post,
  { button, triggerId }: { button: 0 | 1; triggerId: string },
): Unanswered {
  const action = actionsOf(post)[button];
  const integration = objectOf(action?.integration);
  if (!action || !integration) throw new Error('a card has no such button');
  return sent('press', pressRequest(at(user), { post, action, integration }, { triggerId, option: '' }));
}

const at = (user: User) => ({ user, channel: CHANNEL, teamId: TEAM.id, team: TEAM });

/** The same request at whichever app. */
function sent(kind: string, { url, headers, body }: OutgoingRequest): Unanswered {
  return { kind, path: new URL(url).pathname, headers, body };
}
