import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { type OpenDatabase, openDatabase } from '../../db/open.ts';
import type { Digest } from '../../src/digest/digest-store.ts';
import { prepareLastWeek, prepareWeek } from '../../src/digest/prepare-digest.ts';
import { previewDigest } from '../../src/digest/preview-digest.ts';
import { type Published, publishDigest } from '../../src/digest/publish-digest.ts';
import { type DigestJob, publishDue } from '../../src/digest/publish-due.ts';
import { readDigest } from '../../src/digest/read-digest.ts';
import type { LabChannel } from '../../src/labs/lab.ts';
import { openTemp, type TempDatabase } from '../db/open-temp.ts';
import { at, DAY, HOUR, LabAtWork, MONDAY_9, WEEK } from './lab-at-work.ts';

const CATCH_UP = 72 * HOUR;
const TUESDAY = WEEK.start + DAY;

let now = MONDAY_9;
const clock = { now: () => now, sleep: async () => {} };
let db: TempDatabase;
let work: LabAtWork;

beforeEach(async () => {
  now = MONDAY_9;
  db = await openTemp({ clock });
  work = await LabAtWork.open(db);
});
afterEach(() => db.close());

async function publish(channels: readonly LabChannel[], on: OpenDatabase = db): Promise<Published> {
  const prepared = await prepareLastWeek(on.reads.digests, work.lab, now);
  return on.unitOfWork.run((tx) => publishDigest(tx, prepared, { lab: work.lab, channels }, now));
}

/** What the outbox holds, as the dispatcher would find it. */
async function said() {
  const rows = await db.tables.selectFrom('outbox').selectAll().orderBy('id').execute();
  return rows
    .map(({ destination, reference, lang, key }) => ({
      to: JSON.parse(destination),
      what: JSON.parse(reference),
      lang,
      key,
    }))
    .filter(({ what }) => what.kind === 'digest');
}

const archived = async (): Promise<string[]> =>
  (await db.tables.selectFrom('digests').select('week').orderBy('period_start').execute()).map(
    ({ week }) => week,
  );

describe('publishing', () => {
  test('archives the week, claims each channel and asks for it to be said, in the language of the lab', async () => {
    const [general, atelier] = [await work.bind('general'), await work.bind('atelier')];
    const idea = await work.file(TUESDAY);
    await work.votes(idea, 3, TUESDAY);
    const { digest, silent, channels } = await publish([general, atelier]);

    expect(silent).toBe(false);
    expect(channels).toEqual([
      { channel: general, outcome: 'published', at: now },
      { channel: atelier, outcome: 'published', at: now },
    ]);
    expect(digest).toMatchObject({
      ...WEEK,
      zone: 'Europe/Paris',
      figures: { ideas: 1, votes: 3, votesBefore: 0, answers: 0 },
      entries: [{ section: 'top', position: 1, idea, gained: 3, votesFor: 3, status: 'new' }],
      at: now,
    });
    expect(await said()).toEqual(
      [general, atelier].map(({ id, platform, realm, channel }) => ({
        to: { platform, realm, channel },
        what: { kind: 'digest', digest: digest.id },
        lang: 'fr',
        key: `digest:${work.lab.id}:${id}:${WEEK.start}`,
      })),
    );
    expect(await db.reads.digests.byId(digest.id)).toEqual(digest);
    expect(await db.reads.digests.ofWeek(work.lab.id, '2026-W47')).toEqual(digest);
    expect(await db.reads.digests.latest(work.lab.id)).toEqual(digest);
  });

  test('a second time says when and where, and sends nothing; a new channel gets the same digest', async () => {
    const general = await work.bind('general');
    const idea = await work.file(TUESDAY);
    await work.votes(idea, 3, TUESDAY);
    const first = await publish([general]);

    now += 2 * HOUR;
    await work.votes(idea, 5, now);
    await work.setStatus(idea, 'declined');
    const late = await work.bind('atelier', now);
    const second = await publish([general, late]);

    expect(second.digest).toEqual(first.digest);
    expect(second.channels).toEqual([
      { channel: general, outcome: 'already', at: MONDAY_9 },
      { channel: late, outcome: 'published', at: now },
    ]);
    expect(await said()).toHaveLength(2);
  });

  test('a week with nothing to say is archived and not posted', async () => {
    const general = await work.bind('general');
    expect(await publish([general])).toMatchObject({ silent: true, channels: [] });
    expect(await said()).toEqual([]);
    expect(await archived()).toEqual(['2026-W47']);
  });

  test('weeks nobody archived are kept unposted first', async () => {
    const general = await work.bind('general');
    const idea = await work.file(TUESDAY);
    await work.votes(idea, 1, TUESDAY);
    await db.unitOfWork.run(async (tx) => {
      const prepared = await prepareWeek(db.reads.digests, work.lab, '2026-W44', now);
      if ('fault' in prepared) throw new Error(prepared.fault);
      await publishDigest(tx, prepared, { lab: work.lab, channels: [] }, now);
    });
    await publish([general]);
    expect(await archived()).toEqual(['2026-W44', '2026-W45', '2026-W46', '2026-W47']);
    expect(await said()).toHaveLength(1);
  });

  test('rolled back, it leaves no claim behind', async () => {
    const general = await work.bind('general');
    await work.votes(await work.file(TUESDAY), 1, TUESDAY);
    const prepared = await prepareLastWeek(db.reads.digests, work.lab, now);
    const failing = db.unitOfWork.run(async (tx) => {
      await publishDigest(tx, prepared, { lab: work.lab, channels: [general] }, now);
      throw new Error('the power went');
    });
    await expect(failing).rejects.toThrow('the power went');
    expect(await archived()).toEqual([]);
    expect((await publish([general])).channels).toMatchObject([{ outcome: 'published' }]);
  });

  test('the week an operator names', async () => {
    await work.votes(await work.file(TUESDAY), 1, TUESDAY);
    const prepare = (label: string) => prepareWeek(db.reads.digests, work.lab, label, now);
    expect(await prepare('2026-W48')).toEqual({ fault: 'unclosed' });
    expect(await prepare('2027-W01')).toEqual({ fault: 'unclosed' });
    expect(await prepare('2025-W53')).toEqual({ fault: 'unknown-week' });
    expect(await prepare('hier')).toEqual({ fault: 'unknown-week' });
    expect(await prepare('2026-W47')).toMatchObject({ missed: [], week: WEEK });
  });
});

describe('two publishers at once', () => {
  test('over two connections: each channel is claimed by one of them, the other is told when', async () => {
    const other = await openDatabase(db.url, { clock });
    try {
      await work.votes(await work.file(TUESDAY), 2, TUESDAY);
      const channels: LabChannel[] = [];
      for (const name of ['a', 'b', 'c', 'd']) channels.push(await work.bind(name));
      const backwards = [...channels].reverse();
      const both = await Promise.all([
        publish(channels),
        publish(backwards, other),
        publish(channels, other),
      ]);

      expect(new Set(both.map(({ digest }) => digest.id)).size).toBe(1);
      for (const { id } of channels) {
        const outcomes = both.flatMap((one) => one.channels.filter(({ channel }) => channel.id === id));
        expect(outcomes.map(({ outcome }) => outcome).sort()).toEqual(['already', 'already', 'published']);
        expect(outcomes.map((one) => one.at)).toEqual([now, now, now]);
      }
      expect(await said()).toHaveLength(4);
      expect(await archived()).toEqual(['2026-W47']);
    } finally {
      await other.close();
    }
  });
});

describe('what is due, asked every minute', () => {
  const errors: unknown[] = [];
  const job = (on: OpenDatabase = db): DigestJob => ({
    reads: on.reads,
    unitOfWork: on.unitOfWork,
    clock,
    log: { info: () => {}, error: (facts: object) => errors.push(facts) },
    catchUpMs: CATCH_UP,
  });
  beforeEach(() => {
    errors.length = 0;
  });

  test('publishes at its time and once, also when two processes ask', async () => {
    await work.bind('general');
    await work.votes(await work.file(TUESDAY), 2, TUESDAY);
    now = MONDAY_9 - 1;
    expect(await publishDue(job())).toEqual([]);
    now = MONDAY_9;
    const other = await openDatabase(db.url, { clock });
    try {
      await Promise.all([publishDue(job()), publishDue(job(other)), publishDue(job())]);
    } finally {
      await other.close();
    }
    expect(await publishDue(job())).toEqual([]);
    expect(await said()).toHaveLength(1);
    expect(errors).toEqual([]);
  });

  test('after weeks of downtime: the last is posted, the others archived, and all is done', async () => {
    await work.bind('general');
    await work.votes(await work.file(TUESDAY - 21 * DAY), 2, TUESDAY - 21 * DAY);
    now = MONDAY_9 - 21 * DAY;
    await publishDue(job());
    expect(await archived()).toEqual(['2026-W44']);
    now = MONDAY_9 + HOUR;
    await work.votes(await work.file(TUESDAY), 2, TUESDAY);
    await publishDue(job());
    expect(await archived()).toEqual(['2026-W44', '2026-W45', '2026-W46', '2026-W47']);
    expect((await said()).map(({ key }) => key.split(':').at(-1))).toEqual([
      String(WEEK.start - 21 * DAY),
      String(WEEK.start),
    ]);
    expect(await publishDue(job())).toEqual([]);
  });

  test('a quiet week is archived once and asked no more', async () => {
    await work.bind('general');
    expect(await publishDue(job())).toMatchObject([{ silent: true }]);
    expect(await publishDue(job())).toEqual([]);
    expect(await said()).toEqual([]);
  });

  test('the next week starts where the archived one ended, though the lab has moved', async () => {
    await work.bind('general');
    await publishDue(job());
    await db.unitOfWork.run((tx) => tx.labs.change(work.lab.id, { zone: 'America/Cayenne' }));
    now = MONDAY_9 + 8 * DAY;
    await publishDue(job());
    expect(await db.reads.digests.latest(work.lab.id)).toMatchObject({
      week: '2026-W48',
      zone: 'America/Cayenne',
      start: WEEK.end,
      end: at('2026-11-30T03:00Z'),
    });
  });

  test('a lab that fails does not keep the others waiting', async () => {
    const next = await LabAtWork.open(db);
    await next.bind('general');
    await next.votes(await next.file(TUESDAY), 1, TUESDAY);
    // Nobody can write this by the box: a hand in the database.
    await db.tables.updateTable('labs').set({ zone: 'Mars/Olympus' }).where('id', '=', work.lab.id).execute();
    const done = await publishDue(job());
    expect(done.map(({ digest }) => digest.lab)).toEqual([next.lab.id]);
    expect(errors).toMatchObject([{ lab: work.lab.id }]);
  });
});

describe('looking at the running week', () => {
  test('shows it as it is by now, and writes nothing', async () => {
    const idea = await work.file(WEEK.end + HOUR);
    await work.votes(idea, 2, WEEK.end + HOUR);
    const preview = await previewDigest(db.reads.digests, work.lab, now);
    expect(preview).toMatchObject({ week: '2026-W48', start: WEEK.end, figures: { ideas: 1, votes: 2 } });
    expect(preview.entries).toMatchObject([{ section: 'top', idea, gained: 2 }]);
    expect(await archived()).toEqual([]);
    expect(await said()).toEqual([]);
  });
});

describe('rendering', () => {
  test('reads texts as they are now; an idea that moved to another lab is not read', async () => {
    const general = await work.bind('general');
    const [stays, moves] = [await work.file(TUESDAY, 'Un annuaire'), await work.file(TUESDAY, 'Une clé')];
    for (const idea of [stays, moves]) await work.votes(idea, 2, TUESDAY);
    const { digest }: { digest: Digest } = await publish([general]);
    const elsewhere = await LabAtWork.open(db, { access: 'closed' });
    await db.tables.updateTable('ideas').set({ lab: elsewhere.lab.id }).where('number', '=', moves).execute();
    const view = await readDigest(db.reads, digest.id);
    expect([...(view?.ideas.values() ?? [])].map(({ title }) => title)).toEqual(['Un annuaire']);
    expect(view?.week).toEqual(digest);
    expect(await readDigest(db.reads, 999)).toBeNull();
  });
});
