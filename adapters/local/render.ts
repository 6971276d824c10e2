import type { Field, Form } from '../../src/chat/form.ts';
import { calm, oneLine } from '../../src/chat/kit/calm.ts';
import { withLinks } from '../../src/chat/kit/with-links.ts';
import type { Block, Button, Inline, Message } from '../../src/chat/message.ts';
import type { Channel, Person } from '../../src/chat/place.ts';
import { shorten } from './text.ts';
import type { BlockView, ButtonView, CardView, FieldView, FormView, RunView } from './wire.ts';
import { isOurs } from './world.ts';

/**
 * Neutral content to the JSON the page draws. Pure. The page puts every string into a text node, so nothing
 * is escaped here; what is done here is to keep a text from breaking the layout.
 */

/**
 * What one message may hold. The page scrolls, so these are not a screen's limits: they keep a mistake of
 * ours from filling it. Lengths in UTF-16 units; what is over ends in "…", a list is cut.
 */
const LIMITS = {
  blocks: 60,
  /** One run of a paragraph; an imported idea has up to 20,000 characters. */
  run: 24_000,
  runs: 200,
  /** Headings, labels, names, values of a field list. */
  line: 300,
  buttons: 25,
  fields: 30,
  options: 50,
} as const;

/** Where this chat's own links begin: the box may link to them without knowing its public address. */
export const OWN_PATH = '/local/';

export function renderMessage(message: Message): CardView {
  return {
    lang: message.lang,
    summary: calm(shorten(message.summary, LIMITS.run)),
    blocks: message.blocks.slice(0, LIMITS.blocks).flatMap(renderBlock),
  };
}

/** `token` is the form's state, signed. */
export function renderForm(form: Form, token: string): FormView {
  return {
    lang: form.lang,
    title: line(form.title),
    intro: renderRuns(form.intro ?? []),
    fields: form.fields.slice(0, LIMITS.fields).map(renderField),
    submit: line(form.submit),
    token,
  };
}

/** The buttons that stand on a message. */
export function buttonsOf(card: CardView): ButtonView[] {
  return card.blocks.flatMap((block) => {
    if (block.kind === 'buttons') return block.buttons;
    return block.kind === 'text' && block.button ? [block.button] : [];
  });
}

function renderBlock(block: Block): BlockView[] {
  switch (block.kind) {
    case 'heading':
    case 'context':
      return [{ kind: block.kind, text: renderRuns(block.text) }];
    case 'text': {
      const text = renderRuns(block.text);
      return [
        block.button ? { kind: 'text', text, button: renderButton(block.button) } : { kind: 'text', text },
      ];
    }
    case 'fields':
      return [{ kind: 'fields', fields: block.fields.slice(0, LIMITS.fields).map(renderPair) }];
    case 'buttons':
      return [{ kind: 'buttons', buttons: block.buttons.slice(0, LIMITS.buttons).map(renderButton) }];
    case 'image': {
      const url = safeUrl(block.url);
      const alt = line(block.alt);
      // A picture that cannot be shown is still said.
      return [url ? { kind: 'image', url, alt } : { kind: 'text', text: [alt] }];
    }
  }
}

function renderPair({ label, value }: { label: string; value: string }): { label: string; value: string } {
  return { label: line(label), value: line(value) };
}

/** Action and value go out as they are: they come back to the core, which compares them. */
function renderButton({ action, value, label, says, style }: Button): ButtonView {
  return {
    action,
    value,
    label: line(label),
    ...(says === undefined ? {} : { says: line(says) }),
    ...(style === undefined ? {} : { style }),
  };
}

function renderRuns(text: readonly Inline[]): RunView[] {
  return withLinks(text.slice(0, LIMITS.runs)).map(renderRun);
}

function renderRun(run: Inline): RunView {
  if (typeof run === 'string') return passage(run);
  switch (run.kind) {
    case 'strong':
    case 'code':
      return { kind: run.kind, text: passage(run.text) };
    case 'link': {
      const url = safeUrl(run.url);
      return url ? { kind: 'link', url, text: passage(run.text) } : passage(run.text);
    }
    case 'person':
      return { kind: 'person', user: ours(run.person)?.user ?? null, name: line(run.name) };
    case 'channel':
      return { kind: 'channel', channel: ours(run.channel)?.channel ?? null, name: line(run.name) };
  }
}

function renderField(field: Field): FieldView {
  const common = {
    id: field.id,
    label: line(field.label),
    ...(field.help === undefined ? {} : { help: calm(field.help) }),
    // Never cut nor changed: it is going to be edited.
    value: field.value ?? '',
    optional: field.optional ?? false,
  };
  switch (field.kind) {
    case 'input':
    case 'area':
      return {
        ...common,
        kind: field.kind,
        ...(field.placeholder === undefined ? {} : { placeholder: line(field.placeholder) }),
        ...(field.max === undefined ? {} : { max: field.max }),
      };
    case 'one-of':
      return {
        ...common,
        kind: 'one-of',
        options: field.options
          .slice(0, LIMITS.options)
          .map(({ value, label }) => ({ value, label: line(label) })),
      };
    case 'checkbox':
    case 'address':
      return { ...common, kind: field.kind };
  }
}

function ours<P extends Channel | Person>(of: P): P | null {
  return isOurs(of) ? of : null;
}

function passage(text: string): string {
  return calm(shorten(text, LIMITS.run));
}

function line(text: string): string {
  return shorten(oneLine(text), LIMITS.line);
}

/** An http(s) address or a path of this chat, as a browser will read it; null for anything else. */
function safeUrl(url: string): string | null {
  if (url.startsWith(OWN_PATH)) return url;
  if (!URL.canParse(url)) return null;
  const { protocol, href } = new URL(url);
  return protocol === 'https:' || protocol === 'http:' ? href : null;
}
