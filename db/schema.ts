import type { Generated, GeneratedAlways } from 'kysely';
import type { Told } from '../src/delivery/saying.ts';
import type { Lang } from '../src/i18n/lang.ts';
import type { Status } from '../src/ideas/status.ts';
import type { Notices } from '../src/members/member.ts';
import type { Value, Word } from '../src/votes/vote.ts';

/**
 * Every table of the box, as Kysely reads them. Instants are integer milliseconds UTC; truths are 0 or 1.
 * What is kept, why and how long: the table "Persons' data" of the README.
 */
export interface Database {
  counters: { name: 'contribution'; value: number };

  members: {
    id: Generated<number>;
    language: Lang | null;
    notices: Generated<Notices>;
    /** Of those who are told daily: when the next summary is due. 0: to be put on the clock. */
    summary_at: Generated<number>;
  };
  /** Unique by (platform, realm, user). `since_day` is the start of the UTC day of the first write. */
  identities: {
    id: Generated<number>;
    member: number;
    platform: string;
    realm: string;
    user: string;
    name: string | null;
    since_day: number;
  };

  labs: {
    id: Generated<number>;
    slug: string;
    name: string;
    field: string;
    region: string;
    zone: string;
    language: Lang;
    access: 'open' | 'closed';
    digest_cron: string;
    created_at: number;
  };
  /** Unique by (platform, realm, channel). */
  lab_channels: {
    id: Generated<number>;
    lab: number;
    platform: string;
    realm: string;
    channel: string;
    team: string | null;
    name: string;
    private: number;
    bound_at: number;
    lost_at: number | null;
  };
  lab_facilitators: { lab: number; identity: number; since: Generated<number> };

  /** Exactly one of author and seal is set. `listed` and `open` are kept from the status, for the indexes. */
  ideas: {
    number: number;
    lab: number;
    author: number | null;
    seal: string | null;
    title: string;
    body: string;
    status: Status;
    listed: number;
    open: number;
    created_at: number;
    edited_at: number | null;
    revision: number;
    votes_for: number;
    votes_against: number;
    /** The sum of the two, kept by the database, for an index. */
    votes_total: GeneratedAlways<number>;
    supported_at: number | null;
    answer: string | null;
    answered_at: number | null;
    hidden_at: number | null;
    merged_into: number | null;
  };
  /** Texts before an edit; key (idea, revision). */
  revisions: { idea: number; revision: number; title: string; body: string; at: number };
  additions: { id: Generated<number>; idea: number; text: string; at: number };
  decisions: {
    id: Generated<number>;
    idea: number;
    from_status: Status;
    to_status: Status;
    answer: string | null;
    previous_answer: string | null;
    previous_answered_at: number | null;
    by: number;
    at: number;
    undone_at: number | null;
  };

  /** An idea that says the same as its elder; key idea. No elder is itself in here as an idea. */
  duplicates: { idea: number; elder: number; by: number; at: number };

  /** Key (idea, member). The source names the mark (posting, identity, emoji) or word (identity). */
  votes: {
    idea: number;
    member: number;
    value: Word;
    source_identity: number;
    source_posting: number | null;
    source_emoji: string | null;
    at: number;
  };
  /** Each identity's newest word on an idea; key (idea, identity). */
  words: { idea: number; identity: number; value: Word; at: number };
  /** Standing reactions; key (posting, identity, emoji). */
  marks: { posting: number; identity: number; emoji: string; idea: number; value: Value; since: number };
  /** Standing reactions that decide and have spoken, whoever made them; key (posting, identity, emoji). */
  decision_marks: { posting: number; identity: number; emoji: string; since: number };
  /**
   * Append-only and without the voter. `at` 0 is "before every week": a vote of an import, which no digest ever
   * counts as gained.
   */
  vote_changes: { id: Generated<number>; idea: number; lab: number; from: Word; to: Word; at: number };

  /** Unique by (platform, realm, channel, message). */
  postings: {
    id: Generated<number>;
    kind: 'card' | 'digest' | 'notice';
    idea: number | null;
    digest: number | null;
    platform: string;
    realm: string;
    team: string | null;
    channel: string;
    thread: string | null;
    message: string;
    /** It is repainted in the language it was said in. */
    lang: Generated<Lang>;
    at: number;
    gone_at: number | null;
  };

  /** Every realm something was ever to be said in. */
  outbox_realms: {
    platform: string;
    realm: string;
    /** No message leaves for the realm before this instant: its platform said so. */
    paused_until: number;
  };
  /**
   * What is done in order, one at a time, under a lease: the messages of one destination, or the repaints of
   * one realm and team.
   */
  outbox_lanes: {
    lane: string;
    kind: 'messages' | 'repaints';
    platform: string;
    realm: string;
    /** Who works the lane, and until when; null when free. */
    holder: string | null;
    leased_until: number | null;
    /** Nothing before this instant: back-off, Retry-After, the wait of a send in doubt, the pace of repaints. */
    paused_until: number;
    /** When there is something to do next, never before `paused_until`; null: nothing. Kept, for the index. */
    due_at: number | null;
  };
  outbox: {
    id: Generated<number>;
    lane: string;
    /** JSON of a Destination. */
    destination: string;
    /** JSON of a Reference: kind, ids and numbers. */
    reference: string;
    lang: Lang;
    key: string;
    not_before: number;
    /**
     * waiting; sending (handed to the platform: in doubt after a crash); doubt (to be looked for); sent; parked
     * (an operator looks at it).
     */
    state: 'waiting' | 'sending' | 'doubt' | 'sent' | 'parked';
    /** Tries so far, also those that failed before anything was sent. */
    attempts: number;
    /** Instant the first send began that may stand; its resends with the same key do not move it. */
    tried_at: number | null;
    /** Sends that ended in doubt so far. */
    doubts: number;
    /** Looks for the send in doubt made so far. */
    looks: number;
    /** Code of the last failure, for the operator. */
    failure: string | null;
    /** The decision whose notice this is, so that an undo finds it. */
    decision: number | null;
    /** What its posting will show, for a repaint asked before it exists: `card 2256`, `digest 7`. */
    shows: string | null;
    /** 1: changed since it was rendered, so its posting is to be repainted once it exists. */
    stale: number;
    created_at: number;
    sent_at: number | null;
  };
  /** Decisions that wait for a person's next summary; key (member, decision). */
  summary_notices: { member: number; decision: number; identity: number; as: Told['as'] };
  /** One row a posting that was ever to be painted afresh. */
  repaints: {
    posting: number;
    /** Its queue: the lane of its realm and team. */
    lane: string;
    /** 1 while it waits; the row stays for painted_at. */
    wanted: number;
    /** Times it was asked: one that is asked while it is being painted waits again. */
    asks: number;
    /** Last time it was painted; 0 never: the least recently painted goes first. */
    painted_at: number;
    not_before: number;
    /** Failures in a row. */
    attempts: number;
  };

  /** Unique by (lab, period_start), and by (lab, week). */
  digests: {
    id: Generated<number>;
    lab: number;
    period_start: number;
    period_end: number;
    week: string;
    zone: string;
    ideas: number;
    votes: number;
    votes_before: number;
    answers: number;
    at: number;
  };
  /** Key (digest, section, position). */
  digest_entries: {
    digest: number;
    section: 'answered' | 'top' | 'discover';
    position: number;
    idea: number;
    gained: number;
    votes_for: number;
    status: Status;
  };
  /** Key (lab, period_start, channel); claimed before anything is sent. */
  digest_claims: { lab: number; channel: number; period_start: number; digest: number; at: number };

  /** Ideas of an import by their key in the other tool; key (source, id), a source being a name space of ids. */
  external_ids: {
    source: string;
    id: string;
    idea: number;
    /** Of what was read, so that an id with another content is told from one that is there already. */
    hash: string;
    /** 1: its votes came as totals, so single votes would count twice. */
    totals: number;
  };

  /** Used arrival ids and form nonces, as keyed hashes. */
  claims: { hash: string; idea: number | null; at: number };
  drafts: { id: string; owner: string; asks: number; sealed: string; at: number };
  /** Messages whose authors were asked to make an idea of them, as keyed hashes; the person is forgotten after a day. */
  proposals: { message: string; person: string | null; at: number };
  /** Codes that link accounts, by their keyed hash. `taken_by`: who typed it, a keyed hash too. */
  account_codes: {
    hash: string;
    identity: number;
    expires_at: number;
    taken_by: string | null;
    used_at: number | null;
  };
  /** Codes that were wrong, by the keyed hash of who typed them. */
  account_code_tries: { id: Generated<number>; by: string; at: number };
  /** What adapters keep: keys as keyed hashes, values sealed. `owner`: whom it concerns, a keyed hash as in `drafts`. */
  adapter_memory: { adapter: string; key: string; value: string; owner: string | null };

  /** The full-text index (FTS5), by the number of the idea: analysed terms in their order, and its lab's token. */
  idea_index: { rowid: number; title: string; body: string; lab: string };
  /** In how many ideas of a lab a term is; key (term, lab). */
  search_terms: { term: string; lab: number; ideas: number };
  /** How many ideas of a lab the index has, and their terms in all. */
  search_totals: { lab: number; ideas: number; terms: number };
}
