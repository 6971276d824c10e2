import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, test } from '@jest/globals';
import { openSqlite } from '../../db/dialects/sqlite.ts';
import { prove } from '../../db/read-models/proof.ts';
import { type Replaying, replayFiles } from '../../scripts/replaying/replay-files.ts';
import { STAGE } from '../../src/replaying/history-lab.ts';
import { lengthOf } from '../../src/text.ts';

import { filesForAll } from '../importing/file.ts';

const file = filesForAll();
const NOW = Date.parse('2025-05-01T00:00:00Z');
const IDEAS = 'id,title,body,author,author_name,created_at';
const VOTES = 'idea,voter,value,created_at';
let made = 0;

/** The history in some lines, played in Paris. */
function play(ideas: string[], votes: string[], more: Partial<Replaying> = {}) {
  made += 1;
  const files = [
    file(`ideas-${made}.csv`, `${[IDEAS, ...ideas].join('\n')}\n`),
    file(`votes-${made}.csv`, `${[VOTES, ...votes].join('\n')}\n`),
  ];
  return replayFiles(files, { zone: 'Europe/Paris', keepAt: null, now: NOW, ...more });
}

/** What the digests show, a line a week. */
const shown = ({ weeks }: Awaited<ReturnType<typeof play>>) =>
  weeks.map(({ week: { week, figures, entries } }) => ({
    week,
    votes: figures.votes,
    entries: entries.map(({ idea, gained, votesFor }) => `#${idea} +${gained} of ${votesFor}`),
  }));

const BANC = 'i1,Un banc,,u1,Zoé,2025-03-11 10:00';

test('an idea gets no vote by itself, and its author votes as everybody does', async () => {
  const alone = await play([BANC], []);
  expect(shown(alone)).toEqual([{ week: '2025-W11', votes: 0, entries: [] }]);
  const voted = await play([BANC], ['i1,u1,for,2025-03-11 10:01', 'i1,u2,for,2025-03-11 10:02']);
  expect(shown(voted)).toEqual([{ week: '2025-W11', votes: 2, entries: ['#1 +2 of 2'] }]);
});

test('a change of mind moves the vote, and a value nobody has here takes it back', async () => {
  const replayed = await play(
    [BANC],
    [
      'i1,u2,for,2025-03-11 11:00',
      'i1,u3,for,2025-03-11 11:00',
      'i1,u4,against,2025-03-11 11:00',
      'i1,u4,for,2025-03-12 11:00',
      'i1,u4,for,2025-03-13 11:00',
      'i1,u2,mixed,2025-03-18 11:00',
      'i1,u5,mixed,2025-03-18 11:00',
      'i1,u3,against,2025-03-18 11:00',
    ],
  );
  expect(shown(replayed)).toEqual([
    { week: '2025-W11', votes: 3, entries: ['#1 +3 of 3'] },
    { week: '2025-W12', votes: -1, entries: expect.anything() },
  ]);
  expect(replayed.report).toMatchObject({
    votes: { cast: 5, repeated: 1, takenBack: 1 },
    unknownValues: { mixed: 2 },
    refused: 0,
  });
});

test('the digest is of the week and published on Monday at nine: what came since is in its totals alone', async () => {
  const replayed = await play(
    [BANC],
    [
      'i1,u2,for,2025-03-16 23:59:59',
      'i1,u3,for,2025-03-17 00:00:00',
      'i1,u4,for,2025-03-17 08:59:59',
      'i1,u5,for,2025-03-17 09:00:00',
    ],
  );
  expect(shown(replayed)).toEqual([
    { week: '2025-W11', votes: 1, entries: ['#1 +1 of 3'] },
    { week: '2025-W12', votes: 3, entries: ['#1 +3 of 4'] },
  ]);
});

test('weeks in which nothing happened have a digest without entries', async () => {
  const { weeks } = await play([BANC], ['i1,u2,for,2025-03-11 10:01', 'i1,u3,against,2025-04-01 10:00']);
  expect(weeks.map(({ week: { week } }) => week)).toEqual(['2025-W11', '2025-W12', '2025-W13', '2025-W14']);
  expect(weeks[2]?.week.figures).toEqual({ ideas: 0, votes: 0, votesBefore: 0, answers: 0 });
});

test('a week whose digest is not due yet gets none, and what is dated in the future is refused', async () => {
  const now = Date.parse('2025-03-17T08:30+01:00');
  const votes = ['i1,u2,for,2025-03-11 10:01', 'i1,u3,for,2025-03-17 10:00'];
  const replayed = await play([BANC, 'i2,Un arbre,,u1,,2025-04-01'], votes, { now });
  expect(replayed.weeks).toEqual([]);
  expect(replayed.report).toMatchObject({
    ideas: 1,
    votes: { cast: 1 },
    unpublished: ['2025-W11'],
    refused: 2,
  });
  expect(replayed.report.refusals.map(({ line, reason }) => [line, reason])).toEqual([
    [3, 'dated in the future'],
    [3, 'dated in the future'],
  ]);
});

test('long texts are played as they are imported; what cannot be is refused with its votes, by line', async () => {
  const long = `i1,${'Un banc, '.repeat(30).replaceAll(',', ' ')},${'mot '.repeat(4900)},u1,,2025-03-11`;
  const votes = ['i2,u2,for,2025-03-12', 'i3,u2,for,2025-03-12', 'i1,,for,2025-03-12', 'i1,u2,for,demain'];
  const { report, ids } = await play(
    [long, 'i2,x,,u1,,2025-03-11', 'i1,Un arbre,,u1,,2025-03-12'],
    [...votes, 'i1,u2,for,2025-03-12'],
  );
  expect([...ids]).toEqual([[1, 'i1']]);
  expect(report).toMatchObject({ ideas: 1, votes: { cast: 1 }, shortened: 1, refused: 6 });
  expect(
    report.refusals.map(
      ({ file: path, line, reason }) => `${path.match(/ideas|votes/)?.[0]} ${line} ${reason}`,
    ),
  ).toEqual([
    'ideas 3 the title has fewer than 3 signs',
    'ideas 4 the id i1 is there already',
    'votes 4 no voter',
    'votes 5 created_at is no date that can be read: demain',
    'votes 2 no idea with the id i2 in this history',
    'votes 3 no idea with the id i3 in this history',
  ]);
});

test('a kept database is a sound box, in which every message waits and none was sent', async () => {
  const keepAt = join(dirname(file('here', '')), 'kept/replay.db');
  const body = 'é'.repeat(19_397);
  const unsigned = 'i2,Un arbre,,,,2025-03-11';
  const replayed = await play([`i1,Un banc,${body},u1,Zoé,2025-03-11`, unsigned], ['i1,u2,for,2025-03-12'], {
    keepAt,
  });
  expect(shown(replayed)).toHaveLength(1);

  const engine = await openSqlite(`sqlite:${keepAt}`);
  try {
    for (const { claim, broken } of await prove(engine.read)) expect([claim, broken]).toEqual([claim, 0]);
    const ideas = await engine.read
      .selectFrom('ideas')
      .innerJoin('identities', 'identities.id', 'ideas.author')
      .select(['ideas.body', 'ideas.created_at', 'identities.name', 'identities.platform'])
      .orderBy('number')
      .execute();
    expect(ideas.map(({ name, platform, created_at: at }) => [name, platform, at])).toEqual([
      ['Zoé', 'import', Date.parse('2025-03-11T00:00+01:00')],
      [null, 'box', Date.parse('2025-03-11T00:00+01:00')],
    ]);
    expect(lengthOf(ideas[0]!.body)).toBe(19_397);
    const outbox = await engine.read.selectFrom('outbox').select(['key', 'state', 'destination']).execute();
    for (const { state, destination } of outbox) {
      expect([state, JSON.parse(destination)]).toEqual([
        'waiting',
        { platform: STAGE, realm: STAGE, channel: STAGE },
      ]);
    }
    expect(outbox.map(({ key }) => key.split(':')[0]).sort()).toEqual(['card', 'card', 'digest']);
    const claims = await engine.read.selectFrom('digest_claims').select('at').execute();
    expect(claims).toEqual([{ at: Date.parse('2025-03-17T09:00+01:00') }]);
  } finally {
    await engine.close();
  }
});

test('nothing is kept when there is nothing to play', async () => {
  const keepAt = join(dirname(file('here', '')), 'never.db');
  await expect(play(['i1,Un banc,,u1,,'], [], { keepAt })).rejects.toThrow(
    /nothing in .* is dated: there is no history to play$/,
  );
  await expect(play(['i1,Un banc,,u1,,hier'], [], { keepAt })).rejects.toThrow(
    /, line 2: created_at is no date/,
  );
  expect(existsSync(keepAt)).toBe(false);
});
