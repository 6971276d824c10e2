import { type JsonObject, present } from '../../shared/json.ts';
import { ApiError, type Args, type Method } from './call.ts';

/** Slack docs: api.test. It needs no token. */
export function apiTest(args: Args): JsonObject {
  if (args.has('error')) throw new ApiError(args.text('error'), { args: args.raw });
  return { args: args.raw };
}

/** Slack docs: auth.test. */
export const authTest: Method = ({ workspace, install, platform }) =>
  present({
    url: `https://${workspace.domain}.slack.com/`,
    team: workspace.name,
    user: platform.world.users.get(install.botUserId)?.name ?? '',
    team_id: install.orgWide ? workspace.enterprise?.id : workspace.id,
    user_id: install.botUserId,
    bot_id: install.botId,
    enterprise_id: workspace.enterprise?.id,
    is_enterprise_install: install.orgWide ?? false,
  });

/** Slack docs: team.info. */
export const teamInfo: Method = ({ args, workspace }) => {
  if (args.has('team') && args.text('team') !== workspace.id) throw new ApiError('team_not_found');
  return {
    team: present({
      id: workspace.id,
      name: workspace.name,
      domain: workspace.domain,
      email_domain: '',
      enterprise_id: workspace.enterprise?.id,
      enterprise_name: workspace.enterprise?.name,
    }),
  };
};
