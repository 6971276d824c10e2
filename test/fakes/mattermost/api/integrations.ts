import { objectOf, textOf } from '../../shared/json.ts';
import { isAdmin, mayRead } from '../core/access.ts';
import { invalidParam } from '../core/error.ts';
import { doAction } from '../integrations/actions.ts';
import { openDialog, submitDialog } from '../integrations/dialogs.ts';
import { type Answer, type Call, done, ok, openRoute, type Route, route } from './call.ts';

/** Buttons and dialogs (api4/integration_action.go). An action's id is of letters and digits, or the route is none. */
export const integrationRoutes: readonly Route[] = [
  route('POST', '/posts/{post_id}/actions/{action_id}', press),
  openRoute('POST', '/actions/dialogs/open', open),
  route('POST', '/actions/dialogs/submit', submit),
];

async function press(call: Call): Promise<Answer> {
  const { platform, user, params } = call;
  const postId = call.id('post_id');
  const body = objectOf(call.body) ?? {};
  // The cookie of a private post is its integration, sealed; whoever was shown the post has it.
  const cookie = textOf(body.cookie);
  const ephemeral = platform.world
    .client(user.id)
    .ephemerals.find(({ id }) => cookie !== '' && id === postId);
  const post = platform.world.posts.get(postId) ?? ephemeral;
  const channel = platform.world.channels.get(post?.channelId ?? '');
  call.demandThat(channel !== undefined && mayRead(platform.world, user, channel), 'read_channel_content');
  const trigger = await doAction(platform, {
    user,
    postId,
    actionId: params.action_id ?? '',
    option: textOf(body.selected_option),
    ephemeral: ephemeral ?? null,
  });
  return ok({ status: 'OK', trigger_id: trigger });
}

/** No session: the trigger is what lets in. */
function open(call: Call): Answer {
  const body = call.object('dialog');
  const url = textOf(body.url);
  if (url === '') throw invalidParam('url');
  openDialog(call.platform, textOf(body.trigger_id), url, objectOf(body.dialog) ?? {});
  return done();
}

async function submit(call: Call): Promise<Answer> {
  const { platform, user } = call;
  const body = call.object('dialog');
  if (textOf(body.url) === '') throw invalidParam('url');
  const channel = platform.world.channels.get(textOf(body.channel_id));
  call.demandThat(channel !== undefined && mayRead(platform.world, user, channel), 'read_channel_content');
  const team = platform.world.teams.get(textOf(body.team_id));
  call.demandThat(isAdmin(user) || team?.members.has(user.id) === true, 'view_team');
  return ok(await submitDialog(platform, user.id, body));
}
