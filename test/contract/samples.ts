import type { Answer } from '../../src/chat/arrival.ts';
import type { Form, FormState } from '../../src/chat/form.ts';
import type { Block, Button, Inline, Message } from '../../src/chat/message.ts';
import type { Channel } from '../../src/chat/place.ts';

/** A message of one paragraph. */
export function note(text: string, ...more: readonly Block[]): Message {
  return { lang: 'fr', summary: text, blocks: [{ kind: 'text', text: [text] }, ...more] };
}

export function privately(text: string, ...more: readonly Block[]): Answer {
  return { kind: 'private', message: note(text, ...more) };
}

export const FOR: Button = { action: 'vote', value: '2256:for', label: '👍 Pour', says: 'Pour, idée 2256' };
export const AGAINST: Button = { action: 'vote', value: '2256:against', label: '👎 Contre' };

export function buttons(...all: readonly Button[]): Block {
  return { kind: 'buttons', buttons: all };
}

/** A card with every kind of block. */
export function card(title: string, ...more: readonly Block[]): Message {
  return {
    lang: 'fr',
    summary: `#2256 ${title}`,
    blocks: [
      { kind: 'heading', text: ['#2256 · ', { kind: 'strong', text: title }] },
      {
        kind: 'text',
        text: ['Cela existe déjà à Rennes. Tapez ', { kind: 'code', text: '/idee voir 2256' }],
      },
      { kind: 'fields', fields: [{ label: 'Labo', value: 'Bretagne' }] },
      { kind: 'context', text: ['proposée par Anaïs L.'] },
      ...more,
    ],
  };
}

/** Every address a message means as a link or image. */
export function linksOf(message: Message): string[] {
  return message.blocks.flatMap((block) => {
    if (block.kind === 'image') return [block.url];
    return 'text' in block ? inlineLinks(block.text) : [];
  });
}

function inlineLinks(text: readonly Inline[]): string[] {
  return text.flatMap((run) => (typeof run !== 'string' && run.kind === 'link' ? [run.url] : []));
}

export function state(where: Channel | null, over: Partial<FormState> = {}): FormState {
  return { nonce: 'n-1f', step: 'idea', draft: 'd-42', where, expired: false, ...over };
}

/** A form with every kind of field. */
export function ideaForm(of: FormState, over: Partial<Form> = {}): Form {
  return {
    lang: 'fr',
    title: 'Nouvelle idée',
    intro: ['Votre idée en deux minutes.'],
    fields: [
      { kind: 'input', id: 'title', label: "L'idée en une phrase", max: 150 },
      { kind: 'area', id: 'body', label: 'Pourquoi, comment ?', max: 3000, optional: true },
      {
        kind: 'one-of',
        id: 'lab',
        label: 'Labo',
        value: 'bretagne',
        options: [
          { value: 'bretagne', label: 'Bretagne' },
          { value: 'occitanie', label: 'Occitanie' },
        ],
      },
      { kind: 'checkbox', id: 'sign', label: 'Avec mon nom', optional: true },
      { kind: 'address', id: 'source', label: 'Source', optional: true },
    ],
    submit: 'Déposer',
    state: of,
    ...over,
  };
}

/** A second step: one choice. */
export function choiceForm(of: FormState): Form {
  return {
    lang: 'fr',
    title: 'Idées proches',
    fields: [
      {
        kind: 'one-of',
        id: 'choice',
        label: 'Votre choix',
        value: 'different',
        options: [
          { value: 'different', label: 'Mon idée est différente' },
          { value: '1980', label: 'Soutenir #1980' },
        ],
      },
    ],
    submit: 'Continuer',
    state: of,
  };
}
