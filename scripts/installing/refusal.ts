import { codeOf, MattermostError } from '../../adapters/mattermost/mattermost-error.ts';
import { type Check, failure } from '../examining/check.ts';
import { BOT_CREATION_PLACE, COMMANDS_PLACE } from './places.ts';

/** What stops a step of the set-up, by the server's own name of it. */
const REMEDIES: Readonly<Record<string, string>> = {
  'api.context.permissions.app_error':
    'the account of this token may not do it: take the token of a system administrator',
  'api.context.session_expired.app_error':
    'the token has ended meanwhile: make another one and run this again',
  'api.bot.create_disabled': `a system administrator sets ${BOT_CREATION_PLACE} to true, then run this again`,
  'api.command.disabled.app_error': `a system administrator sets ${COMMANDS_PLACE} to true, then run this again`,
  'api.command.duplicate_trigger.app_error':
    'a plugin, or somebody at this moment, has a command of that name: remove it, then run this again',
  'api.channel.add_user.to.channel.failed.deleted.app_error':
    'the channel is archived: unarchive it, then run this again',
};

/**
 * A step that the server refused, with the way out. What is no word of the server's (it went down, a proxy answers) ends
 * the whole set-up: rethrown.
 */
export function refusal(name: string, what: string, error: unknown): Check {
  if (!(error instanceof MattermostError) || error.failure.id === null) throw error;
  const code = codeOf(error);
  return failure(name, `${what}: ${code}`, REMEDIES[code] ?? 'see the log of the Mattermost server');
}
