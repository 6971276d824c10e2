import type { AdapterWords } from '../../src/chat/adapter.ts';
import type { Field, Form } from '../../src/chat/form.ts';
import { calm, oneLine } from '../../src/chat/kit/calm.ts';
import type { Inline } from '../../src/chat/message.ts';
import type { Dialog, DialogElement } from './dialog.ts';
import { LIMITS, RADIO_CHOICES, TYPED } from './limits.ts';
import { asDialogMarkdown, runsIn } from './markdown.ts';
import { bytesOf, shortenBytes } from './text.ts';

/**
 * Forms as dialogs. Pure. A server opens a dialog that breaks its rules and only says so in its log, but refuses one
 * as a next step, so all are kept. An element's name is its field's id.
 */

/** Where the form opens, and the words of the adapter for who will see it. */
export interface FormAt {
  realm: string;
  words: Pick<AdapterWords, 'yes' | 'tooLong'>;
}

type OneOf = Extract<Field, { kind: 'one-of' }>;
type Typed = Exclude<Field, { kind: 'one-of' | 'checkbox' }>;

/** Draws a form; `state` travels with it and comes back. */
export function renderDialog(form: Form, state: string, at: FormAt): Dialog {
  return {
    callback_id: form.state.step,
    title: label(form.title),
    introduction_text: introductionOf(form, at),
    elements: form.fields.map((field) => elementOf(field, at)),
    submit_label: label(form.submit),
    notify_on_cancel: false,
    state,
  };
}

/** What is said above the fields; what fits into no field stands there too, whole, to be read and copied. */
function introductionOf(form: Form, { realm }: FormAt): string {
  const above = form.fields.flatMap((field) => [...longHelp(field), ...longValue(field)]);
  return [form.intro ?? [], ...above]
    .map((text) => asDialogMarkdown(runsIn(realm, text)))
    .filter((text) => text !== '')
    .join('\n\n');
}

function longHelp({ label: name, help = '' }: Field): Inline[][] {
  return bytesOf(help) <= LIMITS.help ? [] : [[{ kind: 'strong', text: name }, ' : ', help]];
}

function longValue(field: Field): Inline[][] {
  return isTooLong(field) ? [[{ kind: 'strong', text: field.label }], [field.value ?? '']] : [];
}

function elementOf(field: Field, { words }: FormAt): DialogElement {
  const help = isTooLong(field) ? words.tooLong : (field.help ?? '');
  return {
    display_name: label(field.label),
    name: field.id,
    // A box left unticked is an answer too.
    optional: field.kind === 'checkbox' || (field.optional ?? false),
    ...filled('help_text', oneLine(help).trim(), LIMITS.help),
    ...inputOf(field, words),
  };
}

function inputOf(field: Field, words: FormAt['words']): Pick<DialogElement, 'type'> & Partial<DialogElement> {
  if (field.kind === 'one-of') return choiceOf(field);
  if (field.kind === 'checkbox') {
    const ticked = field.value === 'yes' ? { default: 'true' } : {};
    return { type: 'bool', ...filled('placeholder', words.yes, LIMITS.checkboxText), ...ticked };
  }
  const { placeholder = '' } = field.kind === 'address' ? {} : field;
  const area = isArea(field);
  return {
    type: area ? 'textarea' : 'text',
    max_length: TYPED,
    ...(field.kind === 'address' && !area && isAddress(field.value ?? '') ? { subtype: 'url' } : {}),
    ...(field.value === undefined || field.value === '' || isTooLong(field) ? {} : { default: field.value }),
    ...filled('placeholder', oneLine(placeholder).trim(), area ? LIMITS.area : LIMITS.line),
  };
}

/** Radio buttons, where all can be seen; a menu for more. */
function choiceOf({ options, value }: OneOf): Pick<DialogElement, 'type' | 'options' | 'default'> {
  const choices = options
    .filter((option) => option.value.trim() !== '' && bytesOf(option.value) <= LIMITS.select)
    .map((option) => ({ text: oneLine(option.label).trim() || option.value, value: option.value }));
  const chosen = choices.some((choice) => choice.value === value);
  return {
    type: choices.length <= RADIO_CHOICES ? 'radio' : 'select',
    options: choices,
    ...(chosen && value !== undefined ? { default: value } : {}),
  };
}

/** A line holds 150 bytes of text that is there already: a longer one, or one of several lines, takes an area. */
function isArea(field: Typed): boolean {
  const { value = '' } = field;
  return field.kind === 'area' || bytesOf(value) > LIMITS.line || value.includes('\n');
}

/** What is no address cannot stand in a field for addresses. */
function isAddress(value: string): boolean {
  return value === '' || /^https?:\/\//i.test(value);
}

/** Never cut: it is going to be edited. */
function isTooLong({ kind, value = '' }: Field): boolean {
  return kind !== 'one-of' && kind !== 'checkbox' && bytesOf(value) > LIMITS.area;
}

function label(text: string): string {
  return shortenBytes(oneLine(text).trim(), LIMITS.dialogLabel) || '…';
}

/** A text that may be left out, cut to its length. */
function filled<K extends string>(name: K, text: string, max: number): { [k in K]?: string } {
  const shown = shortenBytes(calm(text), max);
  return shown === '' ? {} : ({ [name]: shown } as { [k in K]: string });
}
