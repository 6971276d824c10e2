import type { Mapping } from './fields.ts';

/**
 * Exports of other tools, as their public sources describe them.
 * - Fider: CSV with commas. Persons are names alone; votes are a number; statuses are words or slugs.
 * - Decidim: the export of a component's proposals, CSV with semicolons or commas. Nested values have columns with a
 *   slash, translated ones one a language; a body or an answer may be HTML; what was never answered has an empty state.
 */
export const PRESETS = {
  fider: {
    columns: {
      id: ['number'],
      body: ['description'],
      author: ['created_by'],
      votes_for: ['votes_count', 'total_votes'],
      answer: ['response'],
      answered_at: ['responded_at'],
    },
    statuses: {
      open: 'new',
      planned: 'accepted',
      started: 'prototype',
      completed: 'in-service',
      declined: 'declined',
      duplicate: 'merged',
    },
    values: {},
    html: false,
  },
  decidim: {
    columns: {
      id: ['id'],
      title: ['title/fr', 'title', 'title/*'],
      body: ['body/fr', 'body', 'body/*'],
      author: ['author/id', 'author/name', 'authors_names'],
      author_name: ['author/name', 'authors_names'],
      created_at: ['published_at', 'created_at'],
      status: ['state'],
      answer: ['answer/fr', 'answer', 'answer/*'],
      answered_at: ['answered_at'],
      votes_for: ['supports', 'votes', 'endorsements/total_count', 'likes/total_count'],
    },
    statuses: {
      not_answered: 'new',
      published: 'new',
      evaluating: 'under-review',
      accepted: 'accepted',
      rejected: 'declined',
      withdrawn: 'withdrawn',
    },
    values: {},
    html: true,
  },
} satisfies Record<string, Mapping>;

/** A tool whose exports are known. */
export type Preset = keyof typeof PRESETS;

/** Is it one of them? */
export const isPreset = (name: string): name is Preset => Object.hasOwn(PRESETS, name);
