import type { Lang } from '../i18n/lang.ts';

/** A row for one person on one platform. */
export interface Identity {
  id: number;
  member: number;
  platform: string;
  realm: string;
  user: string;
  /** Name last seen when this person wrote something signed; null before, and after erasing. */
  name: string | null;
}

/** One or more identities proven to be one person. */
export interface Member {
  id: number;
  /** Their setting; null: the platform's locale decides. */
  language: Lang | null;
  /** Their setting. */
  notices: Notices;
}

/** When somebody may be told of news on ideas, in a message to them alone. */
export const NOTICES = ['at-once', 'daily', 'never'] as const;
/**
 * at-once: each decision by itself, once it can no longer be undone. daily: all of a day in one summary. never:
 * they look themselves.
 */
export type Notices = (typeof NOTICES)[number];

/** The platform of identities that are nobody: the tombstone, and the voters that erased persons leave. */
export const NOBODY = 'box';

/** The platform of identities that came by an import: persons of another tool, whom no chat can reach. */
export const IMPORTED = 'import';

/** Is it the platform of somebody a chat may write to? */
export const isReachable = (platform: string): boolean => platform !== NOBODY && platform !== IMPORTED;

/** The identity that stands in for the erased author of a signed idea; made by the first migration. */
export const TOMBSTONE = 1;
