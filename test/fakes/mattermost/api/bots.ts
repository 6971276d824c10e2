import { textOf } from '../../shared/json.ts';
import { can, isAdmin } from '../core/access.ts';
import { AppError } from '../core/error.ts';
import { botJson, type User } from '../world/user.ts';
import { type Answer, type Call, created, ok, type Route, route } from './call.ts';

/** Letters, digits and . - _, beginning with a letter, at most 64 (model.IsValidUsername). */
const USERNAME = /^[a-z][a-z0-9._-]{0,63}$/;

/** /bots (api4/bot.go). */
export const botRoutes: readonly Route[] = [
  route('POST', '/bots', create),
  route('GET', '/bots', list),
  route('GET', '/bots/{bot_user_id}', (call) => ok(botJson(botInPath(call)))),
  route('POST', '/bots/{bot_user_id}/enable', (call) => active(call, true)),
  route('POST', '/bots/{bot_user_id}/disable', (call) => active(call, false)),
];

function create(call: Call): Answer {
  const { platform, user } = call;
  const body = call.object('bot');
  call.demand('create_bot');
  if (user.isBot) call.demandThat(isAdmin(user), 'create_bot');
  if (!platform.config.ServiceSettings.EnableBotAccountCreation)
    throw new AppError('api.bot.create_disabled', 403, '', 'Bot creation has been disabled.');
  const username = textOf(body.username);
  if (!USERNAME.test(username))
    throw new AppError('model.bot.is_valid.username.app_error', 400, '', 'Invalid username.');
  if (platform.world.userNamed(username))
    throw new AppError(
      'app.user.save.username_exists.app_error',
      400,
      '',
      'An account with that username already exists.',
    );
  const now = platform.clock.now();
  const bot: User = {
    id: platform.ids.id(),
    username,
    firstName: textOf(body.display_name),
    lastName: '',
    nickname: '',
    email: `${username}@localhost`,
    locale: 'en',
    timezone: '',
    roles: 'system_user',
    isBot: true,
    description: textOf(body.description),
    ownerId: user.id,
    createAt: now,
    updateAt: now,
    deleteAt: 0,
  };
  platform.world.users.set(bot.id, bot);
  platform.world.changed();
  return created(botJson(bot));
}

function list(call: Call): Answer {
  call.demandThat(can(call.platform.world, call.user, 'read_others_bots'), 'read_bots');
  const gone = call.query.get('include_deleted') === 'true';
  const bots = [...call.platform.world.users.values()].filter(
    ({ isBot, deleteAt }) => isBot && (gone || deleteAt === 0),
  );
  const { page, perPage } = call.page();
  return ok(bots.slice(page * perPage, (page + 1) * perPage).map(botJson));
}

function active(call: Call, is: boolean): Answer {
  const bot = botInPath(call);
  bot.updateAt = call.platform.clock.now();
  bot.deleteAt = is ? 0 : bot.updateAt;
  call.platform.world.changed();
  return ok(botJson(bot));
}

/** A bot one may not see is unknown, unless it is one's own or oneself. */
function botInPath(call: Call): User {
  const id = call.id('bot_user_id');
  const bot = call.platform.world.users.get(id);
  const sees = bot?.ownerId === call.user.id || can(call.platform.world, call.user, 'read_others_bots');
  if (!bot?.isBot || !sees)
    throw new AppError('store.sql_bot.get.missing.app_error', 404, '', 'Unable to find the bot.');
  return bot;
}
