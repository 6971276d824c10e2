import type { LabChannel } from '../../src/labs/lab.ts';

/** A channel that a lab is bound to, with the lab's short name. */
export interface Bound {
  slug: string;
  channel: Pick<LabChannel, 'realm' | 'team' | 'channel' | 'lostAt'>;
}
