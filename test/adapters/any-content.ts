import fc from 'fast-check';
import type { Field, Form } from '../../src/chat/form.ts';
import type { Block, Button, Inline, Message } from '../../src/chat/message.ts';
import { hostileText } from '../contract/hostile.ts';

/** Content of every kind and length, as no box would write it: what a renderer has to survive. */

/** Ids as they look on one platform, sound and hostile ones. */
export interface Ids {
  platform: string;
  realm: string;
  user: string;
  channel: string;
}

/** Texts that hurt by what they say, and by how much. */
const anyText: fc.Arbitrary<string> = fc.oneof(
  { weight: 8, arbitrary: hostileText },
  { weight: 1, arbitrary: fc.constantFrom('', ' ', '\n', '\uFEFF', '*', '>') },
  {
    weight: 1,
    arbitrary: fc
      .tuple(
        fc.constantFrom('&', '<', '*', 'a', 'mot ', '🏳️‍🌈', '_\n', '&lt;', '> '),
        fc.integer({ min: 1, max: 4_000 }),
      )
      .map(([part, times]) => part.repeat(times)),
  },
);

const anyUrl = fc.constantFrom(
  'https://boite.example/p/2256',
  'http://boite.example/a|b>c<d e&f',
  'javascript:alert(1)',
  'pas une adresse',
  `https://boite.example/${'&'.repeat(1_500)}`,
);

function inlineOf(ids: Ids): fc.Arbitrary<Inline> {
  const person = fc
    .tuple(
      fc.constantFrom(ids.platform, 'elsewhere'),
      fc.constantFrom(ids.realm, 'other'),
      fc.constantFrom(ids.user, '!channel>'),
    )
    .map(([platform, realm, user]) => ({ platform, realm, user }));
  const channel = fc
    .tuple(fc.constantFrom(ids.platform, 'elsewhere'), fc.constantFrom(ids.channel, 'D0', 'C0|x> <!here>'))
    .map(([platform, id]) => ({ platform, realm: ids.realm, channel: id }));
  return fc.oneof(
    anyText,
    fc.record({ kind: fc.constantFrom('strong', 'code'), text: anyText }),
    fc.record({ kind: fc.constant('link' as const), url: anyUrl, text: anyText }),
    fc.record({ kind: fc.constant('person' as const), person, name: anyText }),
    fc.record({ kind: fc.constant('channel' as const), channel, name: anyText }),
  );
}

function runsOf(ids: Ids): fc.Arbitrary<Inline[]> {
  return fc.array(inlineOf(ids), { maxLength: 5 });
}

const button: fc.Arbitrary<Button> = fc.record(
  {
    action: fc.constantFrom('vote', 'more', 'private/vote', 'x'.repeat(300)),
    value: fc.oneof(fc.constantFrom('', '#2256', 'é'.repeat(2_100)), anyText),
    label: anyText,
    says: anyText,
    style: fc.constantFrom('primary' as const, 'danger' as const),
  },
  { requiredKeys: ['action', 'value', 'label'] },
);

function blockOf(runs: fc.Arbitrary<Inline[]>): fc.Arbitrary<Block> {
  return fc.oneof(
    fc.record({ kind: fc.constantFrom('heading', 'context'), text: runs }),
    fc.record({ kind: fc.constant('text' as const), text: runs, button }, { requiredKeys: ['kind', 'text'] }),
    fc.record({
      kind: fc.constant('fields' as const),
      fields: fc.array(fc.record({ label: anyText, value: anyText }), { maxLength: 23 }),
    }),
    fc.record({ kind: fc.constant('buttons' as const), buttons: fc.array(button, { maxLength: 60 }) }),
    fc.record({ kind: fc.constant('image' as const), url: anyUrl, alt: anyText }),
  );
}

/** Any message, with persons and channels of that platform among others. */
export function anyMessage(ids: Ids): fc.Arbitrary<Message> {
  const block = blockOf(runsOf(ids));
  return fc.record({
    lang: fc.constantFrom('fr', 'en'),
    summary: anyText,
    blocks: fc.oneof(
      fc.array(block, { maxLength: 6 }),
      fc.array(block, { minLength: 45, maxLength: 120, size: 'max' }),
    ),
  });
}

const options = fc
  .integer({ min: 1, max: 250 })
  .chain((count) => fc.array(anyText, { minLength: count, maxLength: count, size: 'max' }))
  .map((labels) => labels.map((label, index) => ({ value: `v${index}`, label })));

const common = { id: fc.constant(''), label: anyText, help: anyText, value: anyText, optional: fc.boolean() };
const field: fc.Arbitrary<Field> = fc.oneof(
  fc.record(
    {
      ...common,
      kind: fc.constantFrom('input', 'area'),
      placeholder: anyText,
      max: fc.constantFrom(150, 3_000, 50_000),
    },
    { requiredKeys: ['id', 'label', 'kind'] },
  ),
  fc.record(
    { ...common, kind: fc.constant('one-of' as const), options },
    { requiredKeys: ['id', 'label', 'kind', 'options'] },
  ),
  fc.record(
    { ...common, kind: fc.constantFrom('checkbox', 'address') },
    { requiredKeys: ['id', 'label', 'kind'] },
  ),
);

/** Any form, with persons and channels of that platform among others. */
export function anyForm(ids: Ids): fc.Arbitrary<Form> {
  return fc
    .record(
      {
        lang: fc.constantFrom('fr' as const, 'en' as const),
        title: anyText,
        intro: runsOf(ids),
        fields: fc.array(field, { maxLength: 6 }),
        submit: anyText,
        state: fc.constant({ nonce: 'n', step: 'idea', draft: null, where: null, expired: false }),
      },
      { requiredKeys: ['lang', 'title', 'fields', 'submit', 'state'] },
    )
    .map((form) => ({ ...form, fields: form.fields.map((one, index) => ({ ...one, id: `f${index}` })) }));
}
