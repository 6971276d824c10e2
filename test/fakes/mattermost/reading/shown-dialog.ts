import { type JsonObject, objectsOf, textOf } from '../../shared/json.ts';
import type { DialogValue, OpenDialog } from '../world/client.ts';
import { type IsUsername, type Reading, readMarkdown } from './markdown.ts';

/** A field as the person before it sees it. */
export interface ShownField {
  /** The element's name: what the submission calls it. */
  readonly name: string;
  readonly label: string;
  readonly type: string;
  readonly help: string;
  readonly placeholder: string;
  readonly optional: boolean;
  /** What stands in it; '' when empty. */
  readonly value: string;
  readonly options: readonly { readonly text: string; readonly value: string }[];
  readonly error: string | null;
  readonly element: JsonObject;
}

/** A dialog as the person before it sees it. */
export interface ShownDialog {
  readonly title: string;
  readonly submit: string;
  /** What stands above the fields. */
  readonly intro: string;
  readonly reading: Reading;
  readonly fields: readonly ShownField[];
  /** What went wrong with the whole of it. */
  readonly error: string | null;
  /** As the integration described it: the client, and so the person, has its state and address too. */
  readonly spec: JsonObject;
  readonly dialog: OpenDialog;
}

export function shownDialog(dialog: OpenDialog, isUsername: IsUsername): ShownDialog {
  const { spec } = dialog;
  const reading = readMarkdown(textOf(spec.introduction_text), isUsername);
  return {
    title: textOf(spec.title),
    submit: textOf(spec.submit_label) || 'Submit',
    intro: reading.text,
    reading,
    fields: objectsOf(spec.elements).map((element) => fieldOf(dialog, element)),
    error: dialog.error,
    spec: structuredClone(spec),
    dialog,
  };
}

/** What the client sends of a field: its default or null while nobody touched it, a box always as true or false. */
export function submittedValue({ entered }: OpenDialog, element: JsonObject): DialogValue | null {
  const given = entered.get(textOf(element.name));
  if (given !== undefined) return given;
  const preset = textOf(element.default);
  if (element.type === 'bool') return preset === 'true';
  if (element.multiselect === true) return preset === '' ? [] : preset.split(',');
  return preset === '' ? null : preset;
}

function fieldOf(dialog: OpenDialog, element: JsonObject): ShownField {
  const name = textOf(element.name);
  return {
    name,
    label: textOf(element.display_name),
    type: textOf(element.type),
    help: textOf(element.help_text),
    placeholder: textOf(element.placeholder),
    optional: element.optional === true,
    value: asText(submittedValue(dialog, element)),
    options: objectsOf(element.options).map(({ text, value }) => ({
      text: textOf(text),
      value: textOf(value),
    })),
    error: dialog.errors[name] ?? null,
    element,
  };
}

function asText(value: DialogValue | null): string {
  if (value === null) return '';
  return Array.isArray(value) ? value.join(',') : String(value);
}
