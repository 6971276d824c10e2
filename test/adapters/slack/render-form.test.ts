import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { renderForm } from '../../../adapters/slack/render-form.ts';
import type { Field, Form } from '../../../src/chat/form.ts';
import { TEST_WORDS } from '../../contract/context.ts';
import { hostileText } from '../../contract/hostile.ts';
import { isOwnAddress } from '../../contract/own-address.ts';
import { ideaForm, state } from '../../contract/samples.ts';
import { type JsonObject, objectOf, objectsOf } from '../../fakes/shared/json.ts';
import { isTooLarge, modalProblems } from '../../fakes/slack/block-kit/view.ts';
import { readBlocks } from '../../fakes/slack/reading/blocks.ts';
import { anyForm, type Ids } from '../any-content.ts';

const REALM = 'T0REALM';
const IDS: Ids = { platform: 'slack', realm: REALM, user: 'U0ANAIS', channel: 'C0LABO' };
const place = { realm: REALM, words: TEST_WORDS };

/** What goes over the wire. */
function sent(form: Form, metadata = 'sealed'): JsonObject {
  return JSON.parse(JSON.stringify(renderForm(form, metadata, place)));
}

const of = (...fields: Field[]): Form => ({ ...ideaForm(state(null)), fields });

function elementsOf(view: JsonObject): JsonObject[] {
  return objectsOf(objectsOf(view.blocks).map(({ element }) => element ?? null));
}

test('Slack takes whatever form there is', () => {
  fc.assert(
    fc.property(anyForm(IDS), (form) => {
      const view = sent(form);
      expect(modalProblems(view)).toEqual([]);
      expect(isTooLarge(view)).toBe(false);
    }),
    { numRuns: 40 },
  );
});

test('no text of a user pings or links around the fields', () => {
  fc.assert(
    fc.property(hostileText, (text) => {
      const view = sent({ ...of(), intro: [text, { kind: 'strong', text }] });
      const { pings, links } = readBlocks(objectsOf(view.blocks), String);
      expect([pings, links.filter((link) => !isOwnAddress(text, link))]).toEqual([[], []]);
    }),
  );
});

test('a form has its labels, hints and state, and its fields under their own ids', () => {
  const view = sent(ideaForm(state(null)), 'sealed');
  expect(view).toMatchObject({
    type: 'modal',
    title: { text: 'Nouvelle idée' },
    submit: { text: 'Déposer' },
    close: { text: TEST_WORDS.cancel },
    private_metadata: 'sealed',
  });
  const inputs = objectsOf(view.blocks).filter(({ type }) => type === 'input');
  expect(
    inputs.map(({ block_id, element }) => [block_id, objectOf(element)?.type, objectOf(element)?.action_id]),
  ).toEqual([
    ['title', 'plain_text_input', 'title'],
    ['body', 'plain_text_input', 'body'],
    ['lab', 'radio_buttons', 'lab'],
    ['sign', 'checkboxes', 'sign'],
    ['source', 'url_text_input', 'source'],
  ]);
  expect(inputs.map(({ optional }) => optional)).toEqual([false, true, false, true, true]);
});

test('what is typed has no limit of Slack below the one of the box', () => {
  const [element] = elementsOf(sent(of({ kind: 'area', id: 'body', label: 'Texte', max: 50 })));
  expect(element).not.toHaveProperty('max_length');
});

test('a value stands in its field letter for letter, up to the most Slack takes', () => {
  const value = `*a* & <b>\n${'é'.repeat(2_990)}`.slice(0, 3_000);
  const [element] = elementsOf(sent(of({ kind: 'area', id: 'body', label: 'Texte', value })));
  expect(element?.initial_value).toBe(value);
});

test('a longer value is not cut: it stands above its field, whole, to be copied', () => {
  const value = Array.from({ length: 700 }, (_, n) => `mot${n}`).join(' ');
  const view = sent(of({ kind: 'area', id: 'body', label: 'Texte', value }));
  expect(elementsOf(view)[0]).not.toHaveProperty('initial_value');
  const above = objectsOf(view.blocks)
    .filter(({ type }) => type === 'section')
    .slice(1);
  expect(above.map(({ text }) => objectOf(text)?.text).join(' ')).toBe(value);
  expect(objectsOf(view.blocks).at(-1)).toMatchObject({
    hint: { text: TEST_WORDS.tooLong },
  });
});

test.each(['x', 'mot ', '&', '<b>\n', '🙂'])(
  'two values of a megabyte, of %j, are a view all the same',
  (word) => {
    const value = word.repeat(1_000_000 / word.length);
    const view = sent(
      of(
        { kind: 'input', id: 'title', label: 'Titre', value },
        { kind: 'area', id: 'body', label: 'Texte', value },
      ),
    );
    expect(objectsOf(view.blocks).length).toBeLessThan(100);
    expect(JSON.stringify(view).length).toBeLessThan(250_000);
  },
);

test('an address that is none can still be mended', () => {
  const typeOf = (value: string) =>
    elementsOf(sent(of({ kind: 'address', id: 's', label: 'Source', value })))[0]?.type;
  expect(typeOf('https://example.org')).toBe('url_text_input');
  expect(typeOf('exemple . org')).toBe('plain_text_input');
});

test('up to ten choices are seen at once, more are a menu, very many are grouped; the chosen one is set', () => {
  const choice = (count: number) => {
    const options = Array.from({ length: count }, (_, n) => ({ value: `v${n}`, label: `Labo ${n}` }));
    return elementsOf(sent(of({ kind: 'one-of', id: 'lab', label: 'Labo', value: 'v1', options })))[0] ?? {};
  };
  const set = { initial_option: { value: 'v1' } };
  expect(choice(10)).toMatchObject({ type: 'radio_buttons', ...set });
  expect(choice(11)).toMatchObject({ type: 'static_select', ...set });
  expect(objectsOf(choice(230).option_groups).map(({ options }) => objectsOf(options).length)).toEqual([
    100, 100, 30,
  ]);
});

test('a choice too long for its line goes on in the next', () => {
  const label =
    'Soutenir #1980 : prêter les outils du labo le soir et le week-end aux agents qui le demandent';
  const options = [{ value: 'support#1980', label }];
  const [element] = elementsOf(sent(of({ kind: 'one-of', id: 'c', label: 'Choix', options })));
  const [option] = objectsOf(element?.options);
  expect([objectOf(option?.text)?.text, objectOf(option?.description)?.text].join(' ')).toBe(label);
});

test('a ticked box is ticked', () => {
  const [element] = elementsOf(
    sent(of({ kind: 'checkbox', id: 'sign', label: 'Avec mon nom', value: 'yes' })),
  );
  expect(element).toMatchObject({
    options: [{ value: 'yes', text: { text: TEST_WORDS.yes } }],
    initial_options: [{ value: 'yes' }],
  });
});

test('what is just at a limit, and one over it, is taken too', () => {
  for (const length of [24, 25, 75, 76, 150, 151, 2_000, 2_001, 3_000, 3_001]) {
    const text = 'a'.repeat(length);
    const options = [{ value: 'v', label: text }];
    const form = of(
      { kind: 'area', id: 'a', label: text, help: text, placeholder: text, value: text },
      { kind: 'one-of', id: 'b', label: text, options },
    );
    expect([length, modalProblems(sent({ ...form, title: text, submit: text }))]).toEqual([length, []]);
  }
});
