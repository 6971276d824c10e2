import { afterEach, beforeEach } from '@jest/globals';
import type { Outbound } from '../../../adapters/slack/outbound.ts';
import type { Channel } from '../../../src/chat/place.ts';
import { BoxInSlack } from './box-in-slack.ts';

/** The half of the adapter that speaks: made anew before each test of a file that asks for it by {@link speaking}. */
export let box: BoxInSlack;
export let out: Outbound;
/** The channel of the lab. */
export let labo: Channel;

export function speaking(): void {
  beforeEach(async () => {
    box = await BoxInSlack.start();
    out = box.outbound();
    labo = box.place(box.labo);
  });
  afterEach(() => box.stop());
}
