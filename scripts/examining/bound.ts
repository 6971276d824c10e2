import type { Lab, LabChannel } from '../../src/labs/lab.ts';

/** A channel that a lab is bound to, with the lab's short name. */
export interface Bound {
  slug: string;
  /** Who may read the lab. */
  access?: Lab['access'];
  channel: Pick<LabChannel, 'realm' | 'team' | 'channel' | 'lostAt'> & Partial<Pick<LabChannel, 'private'>>;
}
