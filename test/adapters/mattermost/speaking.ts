import { afterEach, beforeEach } from '@jest/globals';
import { note } from '../../contract/samples.ts';
import { MattermostStand } from './mattermost-stand.ts';

/** What a lane waits where the server may have been unable to look. */
export const SOON = { retryAfterMs: 30_000, scope: 'lane' };
/** What the whole server waits where somebody else answered, or its database did not. */
export const LATER = { retryAfterMs: 5_000, scope: 'realm' };
/** Routes as the fake names them. */
export const POST = 'POST /posts';
export const PATCH = 'PUT /posts/{post_id}/patch';

/** The half of the adapter that speaks: made anew before each test of a file that asks for it by {@link speaking}. */
export let stand: MattermostStand;

export function speaking(): void {
  beforeEach(async () => {
    stand = await MattermostStand.start();
    await stand.open();
  });
  afterEach(() => stand.close());
}

export const send = (text = 'Une idée', key = 'k') => stand.out.send(stand.place(), note(text), key);

/** What is read in the channel of the lab. */
export const seen = () => stand.anais.sees(stand.labo).map(({ text }) => text);
