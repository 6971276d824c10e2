import Database from 'better-sqlite3';
import type { CardView } from './wire.ts';

/**
 * The chat's own file, as a platform would keep its messages: the box's database knows nothing of it, and
 * losing one does not harm the other.
 */

/** Raised with each change of {@link SCHEMA}. */
const VERSION = 1;

const SCHEMA = `
  CREATE TABLE messages (
    -- Never used again, not even after a dismissal: a link must not lead to another message.
    id        INTEGER PRIMARY KEY AUTOINCREMENT,
    channel   TEXT NOT NULL,
    -- Null: the box.
    author    TEXT,
    -- The one person who sees it; null: everybody of the channel.
    only_for  TEXT,
    -- The message this one continues.
    thread    INTEGER,
    -- Names the send or the request that made it, so that a repeat finds it.
    key       TEXT UNIQUE,
    at        INTEGER NOT NULL,
    -- The box's last repaint. Nobody is shown it: it would read as an edited idea.
    edited_at INTEGER,
    -- What a person wrote, or the rendered message of the box: exactly one.
    text      TEXT,
    card      TEXT,
    CHECK ((text IS NULL) <> (card IS NULL))
  ) STRICT;
  CREATE INDEX messages_by_channel ON messages (channel, id);

  CREATE TABLE reactions (
    message INTEGER NOT NULL REFERENCES messages (id) ON DELETE CASCADE,
    user    TEXT NOT NULL,
    emoji   TEXT NOT NULL,
    PRIMARY KEY (message, user, emoji)
  ) STRICT;

  -- The newest message a person has seen in a channel.
  CREATE TABLE seen (
    user    TEXT NOT NULL,
    channel TEXT NOT NULL,
    message INTEGER NOT NULL,
    PRIMARY KEY (user, channel)
  ) STRICT, WITHOUT ROWID;
`;

export interface StoredMessage {
  id: number;
  channel: string;
  author: string | null;
  onlyFor: string | null;
  thread: number | null;
  at: number;
  content: { kind: 'text'; text: string } | { kind: 'card'; card: CardView };
}

/** What a message is made of before it stands. */
export interface NewMessage {
  channel: string;
  author?: string;
  onlyFor?: string;
  thread?: number;
  key?: string;
  at: number;
  content: StoredMessage['content'];
}

export interface StoredReaction {
  message: number;
  user: string;
  emoji: string;
}

interface MessageRow {
  id: number;
  channel: string;
  author: string | null;
  only_for: string | null;
  thread: number | null;
  at: number;
  text: string | null;
  card: string | null;
}

export type Store = ReturnType<typeof openStore>;

/** Opens the file, making it if need be. Throws when it was written by a newer version. */
export function openStore(file: string) {
  const db = new Database(file);
  db.pragma('journal_mode = WAL');
  // The box counts a send as done once we say so: it must outlive a power cut.
  db.pragma('synchronous = FULL');
  db.pragma('foreign_keys = ON');
  prepareSchema(db);

  const insert = db.prepare(`
    INSERT INTO messages (channel, author, only_for, thread, key, at, text, card)
    VALUES (@channel, @author, @onlyFor, @thread, @key, @at, @text, @card)
    ON CONFLICT (key) DO NOTHING`);
  const one = db.prepare<[number], MessageRow>('SELECT * FROM messages WHERE id = ?');
  const byKey = db.prepare<[string], MessageRow>('SELECT * FROM messages WHERE key = ?');
  const page = db.prepare<{ channel: string; user: string; before: number; limit: number }, MessageRow>(`
    SELECT * FROM messages
    WHERE channel = @channel AND id < @before AND (only_for IS NULL OR only_for = @user)
    ORDER BY id DESC LIMIT @limit`);
  const replace = db.prepare('UPDATE messages SET card = ?, edited_at = ? WHERE id = ? AND card IS NOT NULL');
  const dismiss = db.prepare('DELETE FROM messages WHERE id = ? AND only_for = ?');
  const unread = db.prepare<{ channel: string; user: string }, { unread: number }>(`
    SELECT count(*) AS unread FROM messages
    WHERE channel = @channel
      AND id > coalesce((SELECT message FROM seen WHERE user = @user AND channel = @channel), 0)
      AND (only_for IS NULL OR only_for = @user) AND author IS NOT @user`);
  const see = db.prepare(`
    INSERT INTO seen (user, channel, message) VALUES (?, ?, ?)
    ON CONFLICT (user, channel) DO UPDATE SET message = max(message, excluded.message)`);
  const react = db.prepare(
    'INSERT INTO reactions (message, user, emoji) VALUES (?, ?, ?) ON CONFLICT DO NOTHING',
  );
  const unreact = db.prepare('DELETE FROM reactions WHERE message = ? AND user = ? AND emoji = ?');
  const reactions = db.prepare<[string], StoredReaction>(`
    SELECT message, user, emoji FROM reactions
    WHERE message IN (SELECT value FROM json_each(?)) ORDER BY rowid`);

  const say = db.transaction((message: NewMessage): { message: StoredMessage; fresh: boolean } => {
    const { changes, lastInsertRowid } = insert.run({
      channel: message.channel,
      author: message.author ?? null,
      onlyFor: message.onlyFor ?? null,
      thread: message.thread ?? null,
      key: message.key ?? null,
      at: message.at,
      text: message.content.kind === 'text' ? message.content.text : null,
      card: message.content.kind === 'card' ? JSON.stringify(message.content.card) : null,
    });
    const row = changes > 0 ? one.get(Number(lastInsertRowid)) : byKey.get(message.key ?? '');
    if (!row) throw new Error('a message was neither stored nor found by its key');
    return { message: fromRow(row), fresh: changes > 0 };
  });

  return {
    /** Stores a message; one whose key already stands is not stored again: the first one is given. */
    say: (message: NewMessage) => say.immediate(message),

    message(id: number): StoredMessage | null {
      const row = one.get(id);
      return row ? fromRow(row) : null;
    },

    messageByKey(key: string): StoredMessage | null {
      const row = byKey.get(key);
      return row ? fromRow(row) : null;
    },

    /** The newest `limit` messages of a channel older than `before` that this person sees, oldest first. */
    page(of: { channel: string; user: string; before: number; limit: number }): StoredMessage[] {
      return page.all(of).map(fromRow).reverse();
    },

    /** Gives a message of the box new content; null when no such message stands. */
    replaceCard(id: number, card: CardView, at: number): StoredMessage | null {
      return replace.run(JSON.stringify(card), at, id).changes > 0 ? this.message(id) : null;
    },

    /** Takes a private message away for good; false when it is not this person's, or no longer there. */
    dismiss: (id: number, user: string): boolean => dismiss.run(id, user).changes > 0,

    unread: (user: string, channel: string): number => unread.get({ user, channel })?.unread ?? 0,

    see(user: string, channel: string, message: number): void {
      see.run(user, channel, message);
    },

    /** Adds or removes one reaction; false when it already was so. */
    setReaction({ message, user, emoji }: StoredReaction, standing: boolean): boolean {
      return (standing ? react : unreact).run(message, user, emoji).changes > 0;
    },

    /** Standing reactions of these messages, the oldest first. */
    reactions: (messages: readonly number[]): StoredReaction[] => reactions.all(JSON.stringify(messages)),

    close(): void {
      db.close();
    },
  };
}

function prepareSchema(db: Database.Database): void {
  const found = db.pragma('user_version', { simple: true }) as number;
  if (found > VERSION) {
    throw new Error(`${db.name} was written by a newer version of the local chat (${found} > ${VERSION})`);
  }
  if (found === VERSION) return;
  db.transaction(() => {
    db.exec(SCHEMA);
    db.pragma(`user_version = ${VERSION}`);
  })();
}

function fromRow(row: MessageRow): StoredMessage {
  return {
    id: row.id,
    channel: row.channel,
    author: row.author,
    onlyFor: row.only_for,
    thread: row.thread,
    at: row.at,
    content:
      row.card === null
        ? { kind: 'text', text: row.text ?? '' }
        : { kind: 'card', card: JSON.parse(row.card) },
  };
}
