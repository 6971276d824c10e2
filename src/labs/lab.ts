import type { Lang } from '../i18n/lang.ts';

/** A lab: a group that receives ideas for a region or a field of work. It has no list of members. */
export interface Lab {
  id: number;
  /** `[a-z0-9][a-z0-9-]{1,39}`, unique. */
  slug: string;
  name: string;
  field: string;
  region: string;
  /** IANA time zone. */
  zone: string;
  /** Language spoken in its channels. */
  language: Lang;
  /** Open: every person of the box reads it. Closed: see mayRead. */
  access: 'open' | 'closed';
  /** Cron expression of the digest, in the lab's zone; fires at most once a week. */
  digestCron: string;
}

/** A channel bound to a lab. A channel belongs to at most one lab. */
export interface LabChannel {
  id: number;
  lab: number;
  platform: string;
  realm: string;
  channel: string;
  team: string | null;
  /** As the platform named it when it was bound. */
  name: string;
  private: boolean;
  boundAt: number;
  /** Archived, deleted or closed to us since then; null while it works. */
  lostAt: number | null;
}

/** Monday 9 o'clock. */
export const DEFAULT_DIGEST_CRON = '0 9 * * 1';
