import type { UserProfile } from '@mattermost/types/users';
import type { MattermostClient } from '../../adapters/mattermost/client.ts';
import { isRefused } from '../../adapters/mattermost/errors.ts';
import { codeOf, MattermostError } from '../../adapters/mattermost/mattermost-error.ts';
import { type Surroundings, UsageError } from '../support/script.ts';

/** From MM_ADMIN_TOKEN or standard input; it is kept in memory alone. */
export async function adminToken({ env, secret }: Surroundings): Promise<string> {
  const token =
    env.MM_ADMIN_TOKEN?.trim() || (await secret?.('Token of a Mattermost administrator: '))?.trim();
  if (token && /^\S+$/.test(token)) return token;
  throw new UsageError(
    'the token of an administrator is missing: set MM_ADMIN_TOKEN, or give it on standard input; ' +
      'docs/mattermost.md says how to get one',
  );
}

/** Whose token it is. */
export async function whoseToken(client: MattermostClient): Promise<UserProfile> {
  try {
    return await client.getMe();
  } catch (error) {
    if (!(error instanceof MattermostError)) throw error;
    if (isRefused(error)) {
      throw new UsageError(
        `the server does not take the administrator's token (${codeOf(error)}): it was mistyped, has ended, or is of ` +
          'another server',
      );
    }
    throw new UsageError(unreached(error));
  }
}

function unreached(error: MattermostError): string {
  const { status, location } = error.failure;
  if (location !== undefined) return `--url redirects to ${location}: give the address it leads to`;
  return status === null || status >= 500
    ? `the server of --url does not answer (${codeOf(error)}): does it run, and can this machine reach it?`
    : `--url does not lead to a Mattermost server (${codeOf(error)}): look at the address and its path`;
}
