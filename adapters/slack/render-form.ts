import type { InputBlock, KnownBlock, ModalView, PlainTextElement, PlainTextOption } from '@slack/types';
import type { AdapterWords } from '../../src/chat/adapter.ts';
import type { Field, Form } from '../../src/chat/form.ts';
import { calm, oneLine } from '../../src/chat/kit/calm.ts';
import { LIMITS } from './limits.ts';
import { plainText, plainTextsOf } from './paragraphs.ts';
import { type Place, renderIntro } from './render.ts';
import { lengthOf, shorten } from './text.ts';

/**
 * Forms as modals. Pure. A field's block_id and action_id are its id. `max` of a field is not given to Slack: its
 * client would then refuse what the box wants to answer in the person's words, and it does not count as we do.
 */

/** Of one value that stands above its field: more than can be typed, and two of them are well within a view. */
const OUTSIDE_TEXT = 45_000;

type Element = InputBlock['element'];
type OneOf = Extract<Field, { kind: 'one-of' }>;

/** Draws a form; `privateMetadata` travels with it and comes back (3,000 characters). */
export function renderForm(
  form: Form,
  privateMetadata: string,
  { realm, words }: Place & { words: AdapterWords },
): ModalView {
  return {
    type: 'modal',
    title: label(form.title, LIMITS.viewLabel),
    submit: label(form.submit, LIMITS.viewLabel),
    close: label(words.cancel, LIMITS.viewLabel),
    private_metadata: privateMetadata,
    blocks: [
      ...(form.intro ? renderIntro(form.intro, { realm }) : []),
      ...form.fields.flatMap((field) => [...outside(field), inputOf(field, words)]),
    ],
  };
}

function inputOf(field: Field, words: AdapterWords): InputBlock {
  const hint = isTooLong(field) ? words.tooLong : field.help;
  return {
    type: 'input',
    block_id: field.id,
    label: label(field.label, LIMITS.label),
    element: elementOf(field, words),
    // A box left unticked is an answer too.
    optional: field.kind === 'checkbox' || (field.optional ?? false),
    ...(hint === undefined || hint.trim() === '' ? {} : { hint: label(hint, LIMITS.hint) }),
  };
}

function elementOf(field: Field, words: AdapterWords): Element {
  const named = { action_id: field.id };
  switch (field.kind) {
    case 'input':
    case 'area':
      return {
        ...named,
        type: 'plain_text_input',
        multiline: field.kind === 'area',
        ...initialOf(field),
        ...(field.placeholder === undefined || field.placeholder.trim() === ''
          ? {}
          : { placeholder: label(field.placeholder, LIMITS.placeholder) }),
      };
    case 'address':
      // What is no address cannot stand in a field for addresses.
      return field.value === undefined || field.value === '' || URL.canParse(field.value)
        ? { ...named, type: 'url_text_input', ...initialOf(field) }
        : { ...named, type: 'plain_text_input', ...initialOf(field) };
    case 'one-of':
      return choiceOf(field);
    case 'checkbox': {
      const options = [{ text: plainText(words.yes), value: 'yes' }];
      return {
        ...named,
        type: 'checkboxes',
        options,
        ...(field.value === 'yes' ? { initial_options: options } : {}),
      };
    }
  }
}

/** Radio buttons, where all can be seen; a menu for more. */
function choiceOf({ id, options, value }: OneOf): Element {
  const choices = options.filter((option) => fitsOption(option.value)).map(optionOf);
  const chosen = choices.find((choice) => choice.value === value);
  const common = { action_id: id, ...(chosen ? { initial_option: chosen } : {}) };
  if (choices.length <= LIMITS.radio) return { ...common, type: 'radio_buttons', options: choices };
  if (choices.length <= LIMITS.menu) return { ...common, type: 'static_select', options: choices };
  return { ...common, type: 'static_select', option_groups: groupsOf(choices) };
}

/** Slack would refuse the whole form; no value of the box comes near. */
function fitsOption(value: string): boolean {
  return value !== '' && lengthOf(value) <= LIMITS.optionValue;
}

/** A label too long for one line goes on in the line below. */
function optionOf(option: OneOf['options'][number]): PlainTextOption {
  const text = oneLine(option.label).trim() || option.value;
  if (lengthOf(plainText(text).text) <= LIMITS.option) return { text: plainText(text), value: option.value };
  const [first, ...more] = plainTextsOf(text, LIMITS.option).map((part) => part.text);
  return {
    text: plainText(first ?? '…'),
    value: option.value,
    ...(more.length > 0 ? { description: label(more.join(' '), LIMITS.option) } : {}),
  };
}

function groupsOf(choices: readonly PlainTextOption[]) {
  const groups = Math.ceil(choices.length / LIMITS.menu);
  return Array.from({ length: groups }, (_, group) => {
    const start = group * LIMITS.menu;
    const options = choices.slice(start, start + LIMITS.menu);
    return { label: plainText(`${start + 1}–${start + options.length}`), options };
  });
}

/** Never cut: it is going to be edited. What does not fit stands above the field. */
function initialOf(field: Field): { initial_value?: string } {
  const { value } = field;
  return value === undefined || value === '' || isTooLong(field) ? {} : { initial_value: value };
}

function isTooLong({ kind, value = '' }: Field): boolean {
  return kind !== 'one-of' && kind !== 'checkbox' && value.length > LIMITS.initialValue;
}

/** A value that its field cannot hold, to be read and copied: as much of it as a view takes. */
function outside(field: Field): KnownBlock[] {
  if (!isTooLong(field)) return [];
  const shown = shorten(calm((field.value ?? '').slice(0, OUTSIDE_TEXT + 1)), OUTSIDE_TEXT);
  return plainTextsOf(shown, LIMITS.section).map((text) => ({ type: 'section', text }));
}

function label(text: string, max: number): PlainTextElement {
  return plainText(shorten(oneLine(text).trim(), max) || '…');
}
