import { userJson } from '../world/user.ts';
import { ApiError, type Method } from './call.ts';

/** Slack docs: users.info. */
export const info: Method = ({ args, install, platform }) => {
  const user = platform.world.userSeenFrom(install.teamId, args.text('user'));
  if (!user) throw new ApiError('user_not_found');
  return {
    user: userJson(user, {
      locale: args.flag('include_locale'),
      email: install.scopes.has('users:read.email'),
      stranger: user.teamId !== install.teamId,
    }),
  };
};
