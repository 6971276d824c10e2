import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { Dialog } from '../../../adapters/mattermost/dialog.ts';
import { PLATFORM } from '../../../adapters/mattermost/platform.ts';
import { renderDialog } from '../../../adapters/mattermost/render-form.ts';
import type { Field, Form } from '../../../src/chat/form.ts';
import { TEST_WORDS } from '../../contract/context.ts';
import { hostileText } from '../../contract/hostile.ts';
import { ideaForm, state } from '../../contract/samples.ts';
import { dialogProblems } from '../../fakes/mattermost/integrations/dialog-rules.ts';
import { objectOf } from '../../fakes/shared/json.ts';
import { anyForm, type Ids } from '../any-content.ts';
import { readMarkdown } from './reading.ts';

const IDS: Ids = { platform: PLATFORM, realm: 'chat.example', user: 'u1', channel: 'c1' };

/** What goes over the wire. */
function sent(form: Form, token = 'sealed'): Dialog {
  return JSON.parse(JSON.stringify(renderDialog(form, token, { realm: IDS.realm, words: TEST_WORDS })));
}

const of = (...fields: Field[]): Form => ({ ...ideaForm(state(null)), fields });
const one = (field: Field) => sent(of(field)).elements[0];

/** The introduction as clients read it: older ones as it is, newer ones escaped once before. */
function introductions({ introduction_text: text }: Dialog): string[] {
  const escaped = text
    .replace(/&/g, '&amp;')
    .replace(/</g, '&lt;')
    .replace(/>/g, '&gt;')
    .replace(/"/g, '&quot;')
    .replace(/'/g, '&#39;');
  return [text, escaped];
}

test('Mattermost takes whatever form there is, as a first step and as a next one', () => {
  fc.assert(
    fc.property(anyForm(IDS), (form) => {
      const dialog = sent(form);
      expect(dialogProblems(objectOf(dialog) ?? {})).toEqual([]);
      // The server is silent on these; the web client shows an empty line, or nothing that could be chosen.
      const options = dialog.elements.flatMap((element) => element.options ?? []);
      expect(options.filter(({ text, value }) => text.trim() === '' || value.trim() === '')).toEqual([]);
    }),
    { numRuns: 60 },
  );
});

test('no text of a user links or makes a form above the fields', () => {
  fc.assert(
    fc.property(hostileText, (text) => {
      const link = { kind: 'link', url: 'https://boite.example/', text } as const;
      const intro = [text, ' ', { kind: 'strong', text } as const, ' ', link];
      for (const source of introductions(sent({ ...of(), intro }))) {
        const { links, forms, pings } = readMarkdown(source);
        expect([forms, pings]).toEqual([[], []]);
        expect(links.filter(({ url }) => url !== link.url)).toEqual([]);
      }
    }),
    { numRuns: 600 },
  );
});

test('French above the fields reads as it was written, in every client', () => {
  const text = "Deux idées ressemblent à la vôtre : « L'atelier (le soir) » & 3 autres, n° 1_a.";
  const [older, newer] = introductions(sent({ ...of(), intro: [text] }));
  expect(readMarkdown(older ?? '').text).toBe(text);
  expect(readMarkdown(newer ?? '').text.replace('&amp;', '&')).toBe(text);
});

test('a form has its labels, help and state, and its fields under their own ids', () => {
  const dialog = sent(ideaForm(state(null)), 'sealed');
  expect(dialog).toMatchObject({
    title: 'Nouvelle idée',
    introduction_text: 'Votre idée en deux minutes.',
    submit_label: 'Déposer',
    state: 'sealed',
  });
  expect(dialog.elements).toMatchObject([
    { name: 'title', type: 'text', display_name: "L'idée en une phrase", optional: false },
    { name: 'body', type: 'textarea', display_name: 'Pourquoi, comment ?', optional: true },
    { name: 'lab', type: 'radio', default: 'bretagne', optional: false },
    { name: 'sign', type: 'bool', placeholder: TEST_WORDS.yes, optional: true },
    { name: 'source', type: 'text', subtype: 'url', optional: true },
  ]);
});

test('what is typed is not cut where the box would say that it is too long', () => {
  for (const kind of ['input', 'area', 'address'] as const) {
    expect(one({ kind, id: 'x', label: 'x' })?.max_length).toBeGreaterThan(3_000);
  }
});

test('a title whose letters take more bytes than a line holds stands whole in an area', () => {
  const title = (value: string) => one({ kind: 'input', id: 'title', label: 'Titre', value });
  expect(title('a'.repeat(150))).toMatchObject({ type: 'text', default: 'a'.repeat(150) });
  expect(title('é'.repeat(76))).toMatchObject({ type: 'textarea', default: 'é'.repeat(76) });
});

test('a longer value is not cut: it stands above the fields, whole, to be copied', () => {
  const value = Array.from({ length: 700 }, (_, n) => `mot${n}`).join(' ');
  const body: Field = { kind: 'area', id: 'body', label: 'Texte', value };
  expect(one(body)).not.toHaveProperty('default');
  expect(one(body)?.help_text).toBe(TEST_WORDS.tooLong);
  expect(sent(of(body)).introduction_text).toContain(value);
  expect(one({ ...body, value: 'a'.repeat(3_000) })?.default).toHaveLength(3_000);
  expect(one({ ...body, value: 'é'.repeat(1_501) })).not.toHaveProperty('default');
});

test('help too long for its place stands whole above the fields', () => {
  const help = 'é'.repeat(76);
  expect(sent(of({ kind: 'input', id: 'a', label: 'Titre', help })).introduction_text).toContain(help);
  expect(one({ kind: 'input', id: 'a', label: 'Titre', help: 'é'.repeat(75) })?.help_text).toBe(
    'é'.repeat(75),
  );
});

test('labels are cut at 24 bytes, never inside of a letter', () => {
  expect(sent({ ...of(), title: 'é'.repeat(12) }).title).toBe('é'.repeat(12));
  expect(sent({ ...of(), title: 'é'.repeat(13) }).title).toBe(`${'é'.repeat(10)}…`);
  expect(sent({ ...of(), title: ' ' }).title).toBe('…');
});

test('an address that is none can still be mended', () => {
  const source = (value: string) => one({ kind: 'address', id: 's', label: 'Source', value });
  expect(source('https://example.org')).toMatchObject({ type: 'text', subtype: 'url' });
  expect(source('exemple . org')).not.toHaveProperty('subtype');
});

test('up to ten choices are seen at once, more are a menu; what is no choice is not chosen', () => {
  const choice = (count: number, value: string) => {
    const options = Array.from({ length: count }, (_, n) => ({ value: `v${n}`, label: `Labo ${n}` }));
    return one({ kind: 'one-of', id: 'lab', label: 'Labo', value, options });
  };
  expect(choice(10, 'v1')).toMatchObject({ type: 'radio', default: 'v1' });
  expect(choice(11, 'v1')).toMatchObject({ type: 'select', default: 'v1' });
  expect(choice(2, 'v9')).not.toHaveProperty('default');
});

test('a ticked box is ticked', () => {
  expect(one({ kind: 'checkbox', id: 'sign', label: 'Avec mon nom', value: 'yes' })?.default).toBe('true');
  expect(one({ kind: 'checkbox', id: 'sign', label: 'Avec mon nom', value: '' })).not.toHaveProperty(
    'default',
  );
});
