import { type Kysely, type Migration, type RawBuilder, sql } from 'kysely';
import type { Ddl } from '../dialects/dialect.ts';

/**
 * The whole of db/schema.ts, with the indexes its reads need; each index says for which read it is.
 * Languages are not checked here, so that a new one needs no migration.
 */
export function initial(ddl: Ddl): Migration {
  return {
    async up(db: Kysely<unknown>) {
      await people(db, ddl);
      await labs(db, ddl);
      await ideas(db, ddl);
      await digests(db, ddl);
      await postings(db, ddl);
      await votes(db, ddl);
      await outbox(db, ddl);
      await chat(db, ddl);
      await firstRows(db);
    },
  };
}

const STATUSES = [
  'new',
  'under-review',
  'accepted',
  'prototype',
  'handed-over',
  'in-service',
  'declined',
  'merged',
  'withdrawn',
];
const WORDS = ['for', 'against', 'none'];

async function people({ schema }: Kysely<unknown>, ddl: Ddl): Promise<void> {
  await ddl
    .rows(schema.createTable('members').addColumn('id', 'integer', ddl.drawn).addColumn('language', 'text'))
    .execute();

  await ddl
    .rows(
      schema
        .createTable('identities')
        .addColumn('id', 'integer', ddl.drawn)
        .addColumn('member', 'integer', (c) => c.notNull().references('members.id'))
        .addColumn('platform', 'text', (c) => c.notNull())
        .addColumn('realm', 'text', (c) => c.notNull())
        .addColumn('user', 'text', (c) => c.notNull())
        .addColumn('name', 'text')
        .addColumn('since_day', ddl.instant, (c) => c.notNull())
        .addUniqueConstraint('identities_person', ['platform', 'realm', 'user'])
        .addCheckConstraint('identities_since_day', sql`since_day % 86400000 = 0`),
    )
    .execute();
  await schema.createIndex('identities_of_member').on('identities').column('member').execute();
}

async function labs({ schema }: Kysely<unknown>, ddl: Ddl): Promise<void> {
  await ddl
    .rows(
      schema
        .createTable('labs')
        .addColumn('id', 'integer', ddl.drawn)
        .addColumn('slug', 'text', (c) => c.notNull().unique())
        .addColumn('name', 'text', (c) => c.notNull())
        .addColumn('field', 'text', (c) => c.notNull())
        .addColumn('region', 'text', (c) => c.notNull())
        .addColumn('zone', 'text', (c) => c.notNull())
        .addColumn('language', 'text', (c) => c.notNull())
        .addColumn('access', 'text', (c) => c.notNull())
        .addColumn('digest_cron', 'text', (c) => c.notNull())
        .addColumn('created_at', ddl.instant, (c) => c.notNull())
        .addCheckConstraint('labs_access', oneOf('access', ['open', 'closed'])),
    )
    .execute();

  await ddl
    .rows(
      schema
        .createTable('lab_channels')
        .addColumn('id', 'integer', ddl.drawn)
        .addColumn('lab', 'integer', (c) => c.notNull().references('labs.id'))
        .addColumn('platform', 'text', (c) => c.notNull())
        .addColumn('realm', 'text', (c) => c.notNull())
        .addColumn('channel', 'text', (c) => c.notNull())
        .addColumn('team', 'text')
        .addColumn('name', 'text', (c) => c.notNull())
        .addColumn('private', 'integer', (c) => c.notNull())
        .addColumn('bound_at', ddl.instant, (c) => c.notNull())
        .addColumn('lost_at', ddl.instant)
        .addUniqueConstraint('lab_channels_channel', ['platform', 'realm', 'channel'])
        .addCheckConstraint('lab_channels_private', truth('private')),
    )
    .execute();
  await schema.createIndex('lab_channels_of_lab').on('lab_channels').column('lab').execute();

  await ddl
    .keyed(
      schema
        .createTable('lab_facilitators')
        .addColumn('lab', 'integer', (c) => c.notNull().references('labs.id'))
        .addColumn('identity', 'integer', (c) => c.notNull().references('identities.id'))
        .addPrimaryKeyConstraint('lab_facilitators_key', ['lab', 'identity']),
    )
    .execute();
  await schema
    .createIndex('lab_facilitators_by_identity')
    .on('lab_facilitators')
    .column('identity')
    .execute();
}

async function ideas({ schema }: Kysely<unknown>, ddl: Ddl): Promise<void> {
  await ddl
    .keyed(
      schema
        .createTable('counters')
        .addColumn('name', 'text', (c) => c.notNull().primaryKey())
        .addColumn('value', 'integer', (c) => c.notNull()),
    )
    .execute();

  await ddl
    .rows(
      schema
        .createTable('ideas')
        .addColumn('number', 'integer', (c) => c.notNull().primaryKey())
        .addColumn('lab', 'integer', (c) => c.notNull().references('labs.id'))
        .addColumn('author', 'integer', (c) => c.references('identities.id'))
        .addColumn('seal', 'text')
        .addColumn('title', 'text', (c) => c.notNull())
        .addColumn('body', 'text', (c) => c.notNull())
        .addColumn('status', 'text', (c) => c.notNull())
        .addColumn('listed', 'integer', (c) => c.notNull())
        .addColumn('open', 'integer', (c) => c.notNull())
        .addColumn('created_at', ddl.instant, (c) => c.notNull())
        .addColumn('edited_at', ddl.instant)
        .addColumn('revision', 'integer', (c) => c.notNull())
        .addColumn('votes_for', 'integer', (c) => c.notNull().defaultTo(0))
        .addColumn('votes_against', 'integer', (c) => c.notNull().defaultTo(0))
        .addColumn('votes_total', 'integer', (c) =>
          c.notNull().generatedAlwaysAs(sql`votes_for + votes_against`).stored(),
        )
        .addColumn('supported_at', ddl.instant)
        .addColumn('answer', 'text')
        .addColumn('answered_at', ddl.instant)
        .addColumn('hidden_at', ddl.instant)
        .addColumn('merged_into', 'integer', (c) => c.references('ideas.number'))
        .addCheckConstraint('ideas_author_or_seal', sql`(author is null) <> (seal is null)`)
        .addCheckConstraint('ideas_tallies', sql`votes_for >= 0 and votes_against >= 0`)
        .addCheckConstraint('ideas_status', oneOf('status', STATUSES))
        .addCheckConstraint('ideas_listed', truth('listed'))
        .addCheckConstraint('ideas_open', truth('open'))
        .addCheckConstraint('ideas_hidden', sql`hidden_at is null or (listed = 0 and "open" = 0)`),
    )
    .execute();
  // IdeaLists.top, a lab at a time.
  await schema
    .createIndex('ideas_top')
    .on('ideas')
    .columns(['lab', 'listed', 'votes_for desc', 'number'])
    .execute();
  // IdeaLists.newest; the ideas of a week in digests.
  await schema
    .createIndex('ideas_newest')
    .on('ideas')
    .columns(['lab', 'listed', 'created_at desc', 'number desc'])
    .execute();
  // DigestReads.leastVoted: one seek a total of votes.
  await schema
    .createIndex('ideas_to_discover')
    .on('ideas')
    .columns(['lab', 'open', 'votes_total', 'created_at', 'number'])
    .execute();
  // IdeaLists.waiting.
  await schema
    .createIndex('ideas_waiting')
    .on('ideas')
    .columns(['lab', 'open', 'created_at', 'number'])
    .execute();
  // IdeaLists.mine, and one's own ideas of closed labs.
  await schema
    .createIndex('ideas_by_author')
    .on('ideas')
    .columns(['author', 'created_at desc', 'number desc'])
    .execute();

  await ddl
    .rows(
      schema
        .createTable('revisions')
        .addColumn('idea', 'integer', (c) => c.notNull().references('ideas.number'))
        .addColumn('revision', 'integer', (c) => c.notNull())
        .addColumn('title', 'text', (c) => c.notNull())
        .addColumn('body', 'text', (c) => c.notNull())
        .addColumn('at', ddl.instant, (c) => c.notNull())
        .addPrimaryKeyConstraint('revisions_key', ['idea', 'revision']),
    )
    .execute();

  await ddl
    .rows(
      schema
        .createTable('additions')
        .addColumn('id', 'integer', ddl.drawn)
        .addColumn('idea', 'integer', (c) => c.notNull().references('ideas.number'))
        .addColumn('text', 'text', (c) => c.notNull())
        .addColumn('at', ddl.instant, (c) => c.notNull()),
    )
    .execute();
  await schema.createIndex('additions_of_idea').on('additions').columns(['idea', 'id']).execute();

  await ddl
    .rows(
      schema
        .createTable('decisions')
        .addColumn('id', 'integer', ddl.drawn)
        .addColumn('idea', 'integer', (c) => c.notNull().references('ideas.number'))
        .addColumn('from_status', 'text', (c) => c.notNull())
        .addColumn('to_status', 'text', (c) => c.notNull())
        .addColumn('answer', 'text')
        .addColumn('previous_answer', 'text')
        .addColumn('previous_answered_at', ddl.instant)
        .addColumn('by', 'integer', (c) => c.notNull().references('identities.id'))
        .addColumn('at', ddl.instant, (c) => c.notNull())
        .addColumn('undone_at', ddl.instant)
        .addCheckConstraint('decisions_from', oneOf('from_status', STATUSES))
        .addCheckConstraint('decisions_to', oneOf('to_status', STATUSES)),
    )
    .execute();
  await schema.createIndex('decisions_of_idea').on('decisions').columns(['idea', 'id']).execute();
  await schema.createIndex('decisions_by').on('decisions').columns(['by', 'id']).execute();
  // The decisions of a week in digests.
  await schema.createIndex('decisions_at').on('decisions').columns(['at', 'idea']).execute();
}

async function digests({ schema }: Kysely<unknown>, ddl: Ddl): Promise<void> {
  await ddl
    .rows(
      schema
        .createTable('digests')
        .addColumn('id', 'integer', ddl.drawn)
        .addColumn('lab', 'integer', (c) => c.notNull().references('labs.id'))
        .addColumn('period_start', ddl.instant, (c) => c.notNull())
        .addColumn('period_end', ddl.instant, (c) => c.notNull())
        .addColumn('week', 'text', (c) => c.notNull())
        .addColumn('zone', 'text', (c) => c.notNull())
        .addColumn('ideas', 'integer', (c) => c.notNull())
        .addColumn('votes', 'integer', (c) => c.notNull())
        .addColumn('votes_before', 'integer', (c) => c.notNull())
        .addColumn('answers', 'integer', (c) => c.notNull())
        .addColumn('at', ddl.instant, (c) => c.notNull())
        .addUniqueConstraint('digests_period', ['lab', 'period_start'])
        .addUniqueConstraint('digests_week', ['lab', 'week'])
        .addCheckConstraint('digests_bounds', sql`period_start < period_end`),
    )
    .execute();

  await ddl
    .keyed(
      schema
        .createTable('digest_entries')
        .addColumn('digest', 'integer', (c) => c.notNull().references('digests.id'))
        .addColumn('section', 'text', (c) => c.notNull())
        .addColumn('position', 'integer', (c) => c.notNull())
        .addColumn('idea', 'integer', (c) => c.notNull().references('ideas.number'))
        .addColumn('gained', 'integer', (c) => c.notNull())
        .addColumn('votes_for', 'integer', (c) => c.notNull())
        .addColumn('status', 'text', (c) => c.notNull())
        .addPrimaryKeyConstraint('digest_entries_key', ['digest', 'section', 'position'])
        .addCheckConstraint('digest_entries_section', oneOf('section', ['answered', 'top', 'discover']))
        .addCheckConstraint('digest_entries_status', oneOf('status', STATUSES)),
    )
    .execute();
  // The digests that show an idea, to repaint them.
  await schema.createIndex('digest_entries_of_idea').on('digest_entries').column('idea').execute();

  // A claim outlives the binding of its channel, so `channel` does not refer to the row; ids are not reused.
  await ddl
    .keyed(
      schema
        .createTable('digest_claims')
        .addColumn('lab', 'integer', (c) => c.notNull().references('labs.id'))
        .addColumn('channel', 'integer', (c) => c.notNull())
        .addColumn('period_start', ddl.instant, (c) => c.notNull())
        .addColumn('digest', 'integer', (c) => c.notNull().references('digests.id'))
        .addColumn('at', ddl.instant, (c) => c.notNull())
        .addPrimaryKeyConstraint('digest_claims_key', ['lab', 'period_start', 'channel']),
    )
    .execute();
}

async function postings({ schema }: Kysely<unknown>, ddl: Ddl): Promise<void> {
  await ddl
    .rows(
      schema
        .createTable('postings')
        .addColumn('id', 'integer', ddl.drawn)
        .addColumn('kind', 'text', (c) => c.notNull())
        .addColumn('idea', 'integer', (c) => c.references('ideas.number'))
        .addColumn('digest', 'integer', (c) => c.references('digests.id'))
        .addColumn('platform', 'text', (c) => c.notNull())
        .addColumn('realm', 'text', (c) => c.notNull())
        .addColumn('team', 'text')
        .addColumn('channel', 'text', (c) => c.notNull())
        .addColumn('thread', 'text')
        .addColumn('message', 'text', (c) => c.notNull())
        .addColumn('lang', 'text', (c) => c.notNull().defaultTo('fr'))
        .addColumn('at', ddl.instant, (c) => c.notNull())
        .addColumn('gone_at', ddl.instant)
        .addUniqueConstraint('postings_message', ['platform', 'realm', 'channel', 'message'])
        .addCheckConstraint('postings_kind', oneOf('kind', ['card', 'digest', 'notice']))
        .addCheckConstraint('postings_card', sql`kind <> 'card' or idea is not null`)
        .addCheckConstraint('postings_digest', sql`kind <> 'digest' or digest is not null`),
    )
    .execute();
  await schema.createIndex('postings_of_idea').on('postings').columns(['idea', 'kind']).execute();
  await schema.createIndex('postings_of_digest').on('postings').column('digest').execute();
}

async function votes({ schema }: Kysely<unknown>, ddl: Ddl): Promise<void> {
  await ddl
    .keyed(
      schema
        .createTable('votes')
        .addColumn('idea', 'integer', (c) => c.notNull().references('ideas.number'))
        .addColumn('member', 'integer', (c) => c.notNull().references('members.id'))
        .addColumn('value', 'text', (c) => c.notNull())
        .addColumn('source_identity', 'integer', (c) => c.notNull().references('identities.id'))
        .addColumn('source_posting', 'integer', (c) => c.references('postings.id'))
        .addColumn('source_emoji', 'text')
        .addColumn('at', ddl.instant, (c) => c.notNull())
        .addPrimaryKeyConstraint('votes_key', ['idea', 'member'])
        .addCheckConstraint('votes_value', oneOf('value', WORDS))
        .addCheckConstraint('votes_source', sql`(source_posting is null) = (source_emoji is null)`),
    )
    .execute();
  // One person's votes: erasing, linking accounts.
  await schema.createIndex('votes_of_member').on('votes').column('member').execute();

  await ddl
    .keyed(
      schema
        .createTable('words')
        .addColumn('idea', 'integer', (c) => c.notNull().references('ideas.number'))
        .addColumn('identity', 'integer', (c) => c.notNull().references('identities.id'))
        .addColumn('value', 'text', (c) => c.notNull())
        .addColumn('at', ddl.instant, (c) => c.notNull())
        .addPrimaryKeyConstraint('words_key', ['idea', 'identity'])
        .addCheckConstraint('words_value', oneOf('value', WORDS)),
    )
    .execute();

  await ddl
    .keyed(
      schema
        .createTable('marks')
        .addColumn('posting', 'integer', (c) => c.notNull().references('postings.id'))
        .addColumn('identity', 'integer', (c) => c.notNull().references('identities.id'))
        .addColumn('emoji', 'text', (c) => c.notNull())
        .addColumn('idea', 'integer', (c) => c.notNull().references('ideas.number'))
        .addColumn('value', 'text', (c) => c.notNull())
        .addColumn('since', ddl.instant, (c) => c.notNull())
        .addPrimaryKeyConstraint('marks_key', ['posting', 'identity', 'emoji'])
        .addCheckConstraint('marks_value', oneOf('value', ['for', 'against'])),
    )
    .execute();
  // VoteStore.marksOf.
  await schema.createIndex('marks_of_identity').on('marks').columns(['identity', 'idea']).execute();

  await ddl
    .rows(
      schema
        .createTable('vote_changes')
        .addColumn('id', 'integer', ddl.drawn)
        .addColumn('idea', 'integer', (c) => c.notNull().references('ideas.number'))
        .addColumn('lab', 'integer', (c) => c.notNull().references('labs.id'))
        .addColumn('from', 'text', (c) => c.notNull())
        .addColumn('to', 'text', (c) => c.notNull())
        .addColumn('at', ddl.instant, (c) => c.notNull())
        .addCheckConstraint('vote_changes_from', oneOf('from', WORDS))
        .addCheckConstraint('vote_changes_to', oneOf('to', WORDS))
        .addCheckConstraint('vote_changes_changed', sql`"from" <> "to"`),
    )
    .execute();
  // A week of a lab, for digests, from the index alone.
  await schema
    .createIndex('vote_changes_of_week')
    .on('vote_changes')
    .columns(['lab', 'at', 'idea', 'from', 'to'])
    .execute();
}

async function outbox({ schema }: Kysely<unknown>, ddl: Ddl): Promise<void> {
  await ddl
    .keyed(
      schema
        .createTable('outbox_realms')
        .addColumn('platform', 'text', (c) => c.notNull())
        .addColumn('realm', 'text', (c) => c.notNull())
        .addColumn('paused_until', ddl.instant, (c) => c.notNull().defaultTo(0))
        .addPrimaryKeyConstraint('outbox_realms_key', ['platform', 'realm']),
    )
    .execute();

  await ddl
    .keyed(
      schema
        .createTable('outbox_lanes')
        .addColumn('lane', 'text', (c) => c.notNull().primaryKey())
        .addColumn('kind', 'text', (c) => c.notNull())
        .addColumn('platform', 'text', (c) => c.notNull())
        .addColumn('realm', 'text', (c) => c.notNull())
        .addColumn('holder', 'text')
        .addColumn('leased_until', ddl.instant)
        .addColumn('paused_until', ddl.instant, (c) => c.notNull().defaultTo(0))
        .addColumn('due_at', ddl.instant)
        .addCheckConstraint('outbox_lanes_kind', oneOf('kind', ['messages', 'repaints']))
        .addCheckConstraint('outbox_lanes_lease', sql`(holder is null) = (leased_until is null)`)
        .addCheckConstraint('outbox_lanes_due', sql`due_at >= paused_until`),
    )
    .execute();
  // The lanes of a realm that have something to do, those that wait longest first.
  await schema
    .createIndex('outbox_lanes_due_at')
    .on('outbox_lanes')
    .columns(['platform', 'realm', 'kind', 'due_at'])
    .execute();

  await ddl
    .rows(
      schema
        .createTable('outbox')
        .addColumn('id', 'integer', ddl.drawn)
        .addColumn('lane', 'text', (c) => c.notNull())
        .addColumn('destination', 'text', (c) => c.notNull())
        .addColumn('reference', 'text', (c) => c.notNull())
        .addColumn('lang', 'text', (c) => c.notNull())
        .addColumn('key', 'text', (c) => c.notNull().unique())
        .addColumn('not_before', ddl.instant, (c) => c.notNull())
        .addColumn('state', 'text', (c) => c.notNull())
        .addColumn('attempts', 'integer', (c) => c.notNull().defaultTo(0))
        .addColumn('tried_at', ddl.instant)
        .addColumn('doubts', 'integer', (c) => c.notNull().defaultTo(0))
        .addColumn('looks', 'integer', (c) => c.notNull().defaultTo(0))
        .addColumn('failure', 'text')
        .addColumn('decision', 'integer', (c) => c.references('decisions.id'))
        .addColumn('shows', 'text')
        .addColumn('stale', 'integer', (c) => c.notNull().defaultTo(0))
        .addColumn('created_at', ddl.instant, (c) => c.notNull())
        .addColumn('sent_at', ddl.instant)
        .addCheckConstraint('outbox_state', oneOf('state', ['waiting', 'sending', 'doubt', 'sent', 'parked']))
        .addCheckConstraint('outbox_sent', sql`(state = 'sent') = (sent_at is not null)`)
        .addCheckConstraint('outbox_tried', sql`state not in ('sending', 'doubt') or tried_at is not null`)
        .addCheckConstraint('outbox_stale', truth('stale')),
    )
    .execute();
  // The next row of a lane.
  await schema.createIndex('outbox_of_lane').on('outbox').columns(['lane', 'state', 'id']).execute();
  // How many wait, are in doubt or parked. With `not_before` in it, SQLite would take it for one lane's first.
  await schema.createIndex('outbox_by_state').on('outbox').column('state').execute();
  await schema.createIndex('outbox_of_decision').on('outbox').column('decision').execute();
  // Cards and digests on their way, to be repainted once they stand.
  await schema.createIndex('outbox_shows').on('outbox').columns(['shows', 'state']).execute();
  // Forgetting what was sent long ago.
  await schema.createIndex('outbox_sent_at').on('outbox').column('sent_at').execute();

  await ddl
    .keyed(
      schema
        .createTable('repaints')
        .addColumn('posting', 'integer', (c) => c.notNull().primaryKey().references('postings.id'))
        .addColumn('lane', 'text', (c) => c.notNull())
        .addColumn('wanted', 'integer', (c) => c.notNull())
        .addColumn('asks', 'integer', (c) => c.notNull())
        .addColumn('painted_at', ddl.instant, (c) => c.notNull().defaultTo(0))
        .addColumn('not_before', ddl.instant, (c) => c.notNull().defaultTo(0))
        .addColumn('attempts', 'integer', (c) => c.notNull().defaultTo(0))
        .addCheckConstraint('repaints_wanted', truth('wanted')),
    )
    .execute();
  // The least recently painted of a queue, among those that wait; how many wait in all.
  await schema
    .createIndex('repaints_of_lane')
    .on('repaints')
    .columns(['wanted', 'lane', 'painted_at'])
    .execute();
}

async function chat({ schema }: Kysely<unknown>, ddl: Ddl): Promise<void> {
  await ddl
    .keyed(
      schema
        .createTable('claims')
        .addColumn('hash', 'text', (c) => c.notNull().primaryKey())
        .addColumn('idea', 'integer', (c) => c.references('ideas.number'))
        .addColumn('at', ddl.instant, (c) => c.notNull()),
    )
    .execute();
  // Forgetting.
  await schema.createIndex('claims_at').on('claims').column('at').execute();

  await ddl
    .rows(
      schema
        .createTable('drafts')
        .addColumn('id', 'text', (c) => c.notNull().primaryKey())
        .addColumn('owner', 'text', (c) => c.notNull())
        .addColumn('asks', 'integer', (c) => c.notNull())
        .addColumn('sealed', 'text', (c) => c.notNull())
        .addColumn('at', ddl.instant, (c) => c.notNull())
        .addCheckConstraint('drafts_asks', truth('asks')),
    )
    .execute();
  await schema.createIndex('drafts_of_owner').on('drafts').columns(['owner', 'asks']).execute();
  await schema.createIndex('drafts_at').on('drafts').column('at').execute();

  await ddl
    .keyed(
      schema
        .createTable('adapter_memory')
        .addColumn('adapter', 'text', (c) => c.notNull())
        .addColumn('key', 'text', (c) => c.notNull())
        .addColumn('value', 'text', (c) => c.notNull())
        .addPrimaryKeyConstraint('adapter_memory_key', ['adapter', 'key']),
    )
    .execute();
}

/** The counter, before the first number; the identity erased authors point to, which draws the key 1. */
async function firstRows(db: Kysely<unknown>): Promise<void> {
  await sql`insert into counters (name, value) values ('contribution', 0)`.execute(db);
  await sql`insert into members (language) values (null)`.execute(db);
  await sql`
    insert into identities (member, platform, realm, "user", name, since_day)
    values (1, 'box', 'box', 'tombstone', null, 0)`.execute(db);
}

function oneOf(column: string, values: readonly string[]): RawBuilder<boolean> {
  return sql`${sql.ref(column)} in (${sql.join(values.map((value) => sql.lit(value)))})`;
}

function truth(column: string): RawBuilder<boolean> {
  return sql`${sql.ref(column)} in (0, 1)`;
}
