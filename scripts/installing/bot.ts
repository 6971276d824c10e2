import type { MattermostClient } from '../../adapters/mattermost/client.ts';
import { statusOf } from '../../adapters/mattermost/errors.ts';
import { type Check, failure, ok, warning } from '../examining/check.ts';
import { BOX_DESCRIPTION, BOX_NAME } from '../grammar/slash-command.ts';
import { refusal } from './refusal.ts';

const NAME = 'bot';

/** The account the box speaks with; null id: there is none, and the check says why. */
export interface FoundBot {
  id: string | null;
  check: Check;
}

/** Finds the bot by its username, or makes it. One that was disabled is enabled. */
export async function findOrMakeBot(client: MattermostClient, username: string): Promise<FoundBot> {
  try {
    const user = await client.getUserByUsername(username).catch(unlessAbsent);
    if (!user) {
      const { user_id: id } = await client.createBot({
        username,
        display_name: BOX_NAME,
        description: BOX_DESCRIPTION,
      });
      return { id, check: ok(NAME, `@${username} made`) };
    }
    if (!user.is_bot) {
      const remedy = 'name the bot otherwise with --bot, for example --bot boite-a-idees-2';
      return { id: null, check: failure(NAME, `@${username} is a person's account`, remedy) };
    }
    if (user.delete_at > 0) {
      await client.enableBot(user.id);
      const remedy = 'see that the account of whoever owns it is to stay';
      return { id: user.id, check: warning(NAME, `@${username} was disabled, and is enabled again`, remedy) };
    }
    return { id: user.id, check: ok(NAME, `@${username} is there`) };
  } catch (error) {
    return { id: null, check: refusal(NAME, `@${username} cannot be made`, error) };
  }
}

/** Null for what the server does not know. */
export function unlessAbsent(error: unknown): null {
  if (statusOf(error) === 404) return null;
  throw error;
}
