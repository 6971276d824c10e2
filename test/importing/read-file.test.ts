import { describe, expect, test } from '@jest/globals';
import { stringify } from 'csv-stringify/sync';
import { type Mapping, USUAL } from '../../scripts/importing/fields.ts';
import { PRESETS } from '../../scripts/importing/presets.ts';
import { readFile } from '../../scripts/importing/read-file.ts';
import { UnreadColumns } from '../../scripts/importing/unread-columns.ts';
import { all, filesForAll } from './file.ts';

const file = filesForAll();
const AT = Date.UTC(2019, 9, 7, 13, 41);

const read = (content: string | Buffer, mapping: Mapping = USUAL) =>
  all(readFile(file('input', content), { zone: 'Europe/Paris', mapping }));
/** Records, or why there is none. */
const told = async (content: string | Buffer, mapping?: Mapping) =>
  (await read(content, mapping)).map((line) =>
    'refused' in line ? `${line.line}: ${line.refused}` : line.record,
  );

const idea = {
  kind: 'idea',
  id: 'i1',
  title: 'Un banc',
  body: 'Devant.',
  author: { id: 'u1', name: 'u1' },
  createdAt: AT,
  editedAt: null,
  status: 'new',
  totals: null,
  answer: null,
};

describe('a file of ideas', () => {
  const row = ['i1', 'Un banc', 'Devant.', 'u1', '2019-10-07T15:41:00+02:00'];
  const header = ['id', 'title', 'body', 'author', 'created_at'];

  test.each([',', ';', '\t'])('is CSV with %j', async (delimiter) => {
    expect(await told(stringify([header, row], { delimiter }))).toEqual([idea]);
  });

  test('is NDJSON', async () => {
    const record = Object.fromEntries(header.map((name, at) => [name, row[at]]));
    expect(
      await told(`${JSON.stringify(record)}\n\n${JSON.stringify({ ...record, kind: 'proposal' })}`),
    ).toEqual([idea, idea]);
  });

  test('begins with a byte order mark as spreadsheets write it', async () => {
    expect(await told(`\uFEFF${stringify([header, row], { delimiter: ';' })}`)).toEqual([idea]);
  });

  test('may say its dates in three ways, and none', async () => {
    const dates = ['07/10/2019 15:41', '1570455660', '2019-10-07 13:41:00 UTC', ''];
    const csv = stringify([['id', 'title', 'created_at'], ...dates.map((at) => ['i', 'Un banc', at])]);
    const records = await told(csv);
    expect(
      records.map((record) =>
        typeof record === 'object' && 'createdAt' in record ? record.createdAt : record,
      ),
    ).toEqual([AT, AT, AT, null]);
  });

  test('refuses a line it cannot read, by its number, and goes on', async () => {
    const csv =
      'id,title,created_at,votes_for\n' +
      'i1,Un banc,hier,\n' +
      ',Deux bancs,,\n' +
      'i3,Trois bancs,,beaucoup\n' +
      'i4,Quatre\n' +
      'i5,"Cinq\n' +
      ',,,\n' +
      'i6,Six bancs,,6\n';
    expect(await told(csv)).toEqual([
      '2: created_at is no date that can be read: hier',
      '3: no id',
      '4: votes_for is no count: beaucoup',
      '5: 2 columns instead of 4',
      '6: a quote is opened and not closed as it should be',
      expect.objectContaining({ id: 'i6', totals: { for: 6, against: 0 } }),
    ]);
  });

  test('is refused line by line where it is not UTF-8 or no JSON', async () => {
    const content = Buffer.concat([
      Buffer.from(`{"id":"i1","title":"Été"}\n`, 'utf8'),
      Buffer.from(`{"id":"i2","title":"Été"}\n`, 'latin1'),
      Buffer.from('{"id":"i3","tit\n[]\n"i4"\n'),
    ]);
    expect(await told(content)).toEqual([
      expect.objectContaining({ id: 'i1' }),
      expect.stringMatching(/^2: not UTF-8/),
      '3: not a JSON object; was the line cut?',
      '4: not a JSON object; was the line cut?',
      '5: not a JSON object; was the line cut?',
    ]);
  });

  test('says its statuses in our words, in French too; others are kept for the report', async () => {
    const said = ['under-review', "À l'étude", 'in service', 'En attente', ''];
    const csv = stringify([['id', 'title', 'statut'], ...said.map((status) => ['i', 'Un banc', status])]);
    const records = await told(csv, { ...USUAL, statuses: { 'en cours': 'prototype' } });
    expect(
      records.map((record) => typeof record === 'object' && 'status' in record && record.status),
    ).toEqual(['under-review', 'under-review', 'in-service', { unknown: 'En attente' }, 'new']);
  });

  test('may have columns of any name, that are mapped', async () => {
    const mapping = { ...USUAL, columns: { id: ['Réf'], title: ['Intitulé'] }, statuses: {} };
    expect(await told('Réf;Intitulé\ni1;Un banc\n', mapping)).toEqual([
      { ...idea, body: '', author: null, createdAt: null },
    ]);
  });

  test.each([
    ['a,b\n1,2\n', 'no column for id and title; it has: a, b. Name it: --map id=COLUMN'],
    ['title\nUn banc\n', 'no column for id'],
    ['idea,voter\n1,2\n', 'no column for value'],
    ['[{"id":1}]', 'is one JSON list'],
    ['\n \n', 'is empty'],
    ['id,title\ri1,Un banc\r', 'ends its lines with CR alone'],
  ])('is told to be none: %j', async (content, why) => {
    await expect(told(content)).rejects.toThrow(why);
  });
});

test('columns and keys no field is read from are told, those of what is left out are not', async () => {
  const unread = async (content: string) => {
    const columns = new UnreadColumns();
    await all(
      readFile(file('unread', content), {
        zone: 'Europe/Paris',
        mapping: USUAL,
        onUnread: (name) => columns.add(name),
      }),
    );
    return columns.names;
  };
  expect(await unread('id,title,budget,photo,\ni1,Un banc,1,2,\ni2,Deux bancs,,,\n')).toEqual([
    'budget',
    'photo',
  ]);
  const lines = [
    { id: 'i1', title: 'Un banc', budget: 3 },
    { kind: 'argument', id: 'a1', stance: 'x' },
    { id: 'i2', title: 'Deux bancs', budget: 3, photo: 1 },
  ];
  expect(await unread(lines.map((line) => JSON.stringify(line)).join('\n'))).toEqual(['budget', 'photo']);
  const many = Array.from({ length: 99 }, (_, at) => `c${at}`).join();
  const names = await unread(`id,title,${many}\n`);
  expect([names.length, names.at(-1)]).toEqual([31, '…']);
});

describe('a file of votes', () => {
  test('is told by its columns; a value the box does not have is kept as it was said', async () => {
    const csv =
      'thread_id,voter,value,created_at\n' +
      'i1,u1,for,2019-10-07T15:41:00+02:00\n' +
      'i1,u2,mixed,\n' +
      'i1,u3,Contre,\n' +
      'i1,,for,\n';
    const vote = { kind: 'vote', idea: 'i1' };
    expect(await told(csv)).toEqual([
      { ...vote, voter: 'u1', value: 'for', at: AT },
      { ...vote, voter: 'u2', value: { unknown: 'mixed' }, at: null },
      { ...vote, voter: 'u3', value: 'against', at: null },
      '5: no voter',
    ]);
  });

  test('says its values as other tools do, or as they are mapped; 0 alone says nothing', async () => {
    const values = async (said: string[], mapping?: Mapping) => {
      const csv = stringify([['idea', 'voter', 'value'], ...said.map((value) => ['i1', 'u1', value])]);
      const records = await told(csv, mapping);
      return records.map((record) =>
        typeof record === 'object' && 'value' in record ? record.value : record,
      );
    };
    expect(await values(['1', '+1', 'up', 'Yes', 'OUI'])).toEqual(Array(5).fill('for'));
    expect(await values(['-1', 'down', 'No', 'non'])).toEqual(Array(4).fill('against'));
    expect(await values(['Blanc', '0', '2'])).toEqual(['none', { unknown: '0' }, { unknown: '2' }]);
    expect(await values(['0', '1'], { ...USUAL, values: { '0': 'against', '1': 'none' } })).toEqual([
      'against',
      'none',
    ]);
  });

  test('may be NDJSON, among ideas and what the box does not import', async () => {
    const ndjson = [
      { kind: 'vote', idea: 'i1', voter: 'u1', value: 'for', at: 1_570_455_660 },
      { kind: 'argument', id: 'a1', body: 'Parce que.' },
      { id: 'x' },
    ];
    expect(await told(ndjson.map((line) => JSON.stringify(line)).join('\n'))).toEqual([
      { kind: 'vote', idea: 'i1', voter: 'u1', value: 'for', at: AT },
      { kind: 'left-out', what: 'argument' },
      '3: neither an idea (title) nor a vote (voter, value)',
    ]);
  });
});

describe('an export of another tool', () => {
  test('is Fider’s', async () => {
    const csv = stringify([
      [
        'number',
        'title',
        'description',
        'created_at',
        'created_by',
        'votes_count',
        'comments_count',
        'status',
        'responded_by',
        'responded_at',
        'response',
      ],
      [
        '10',
        'Un banc',
        'Devant.',
        '2019-10-07T13:41:00Z',
        'Zoé',
        '4',
        '2',
        'Declined',
        'Max',
        '2019-10-07T13:41:00Z',
        'Non.',
      ],
      ['15', 'Deux bancs', '', '2019-10-07T13:41:00Z', 'Zoé', '0', '0', 'started', '', '', ''],
      ['20', 'Trois bancs', '', '2019-10-07T13:41:00Z', 'Zoé', '1', '0', 'duplicate', '', '', ''],
    ]);
    const zoe = { id: 'Zoé', name: 'Zoé' };
    expect(await told(csv, PRESETS.fider)).toEqual([
      {
        ...idea,
        id: '10',
        author: zoe,
        status: 'declined',
        totals: { for: 4, against: 0 },
        answer: { text: 'Non.', at: AT },
      },
      expect.objectContaining({ status: 'prototype', totals: { for: 0, against: 0 } }),
      expect.objectContaining({ status: 'merged' }),
    ]);
  });

  test('is Decidim’s, with its languages, its HTML and its semicolons', async () => {
    const csv = stringify(
      [
        [
          'id',
          'title/ca',
          'title/fr',
          'body/ca',
          'body/fr',
          'author/id',
          'author/name',
          'state',
          'published_at',
          'votes',
        ],
        [
          '7',
          '',
          'Un banc',
          '',
          '<p>Devant&nbsp;l&#39;accueil.</p>',
          '3',
          'Zoé',
          'evaluating',
          '2019-10-07 13:41:00 UTC',
          '12',
        ],
        ['8', 'Un banc', '', 'Aquí.', '', '', '', '', '2019-10-07 13:41:00 UTC', ''],
      ],
      { delimiter: ';' },
    );
    expect(await told(csv, PRESETS.decidim)).toEqual([
      {
        ...idea,
        id: '7',
        body: "Devant l'accueil.",
        author: { id: '3', name: 'Zoé' },
        status: 'under-review',
        totals: { for: 12, against: 0 },
      },
      { ...idea, id: '8', body: 'Aquí.', author: null },
    ]);
  });

  test('is Decidim’s as JSON, a record a line', async () => {
    const record = {
      id: 7,
      title: { fr: '', ca: 'Un banc' },
      body: { fr: 'Devant.' },
      answer: { fr: '<p>Oui&nbsp;!</p>' },
      author: { id: [3], name: ['Zoé'] },
    };
    expect(await told(JSON.stringify(record), PRESETS.decidim)).toEqual([
      {
        ...idea,
        id: '7',
        author: { id: '3', name: 'Zoé' },
        createdAt: null,
        answer: { text: 'Oui !', at: null },
      },
    ]);
  });
});
