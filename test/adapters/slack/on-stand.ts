import { afterEach, beforeEach } from '@jest/globals';
import { SlackStand } from './slack-stand.ts';

/** The whole adapter before a Slack: made anew before each test of a file that asks for it by {@link onStand}. */
export let stand: SlackStand;

/** The adapter is not started: a test says what it starts with. */
export function onStand(): void {
  beforeEach(async () => {
    stand = await SlackStand.make();
  });
  afterEach(() => stand.close());
}

/** The channel of the lab. */
export const laboOf = () => stand.laboPlace;

/** A press of it is answered by a form. */
export const OPEN = { action: 'open', value: '1', label: 'Ouvrir' };
