import { type JsonObject, objectsOf, textOf } from '../../shared/json.ts';
import { isHttpUrl } from '../core/post-rules.ts';

/** All of them in bytes: the server asks for the length of a Go string (model/integration_action.go). */
const TITLE_BYTES = 24;
const DISPLAY_NAME_BYTES = 24;
const NAME_BYTES = 300;
const HELP_BYTES = 150;
/** Default and placeholder, by the kind of element. */
const CONTENT_BYTES: Readonly<Record<string, number>> = {
  text: 150,
  textarea: 3_000,
  select: 3_000,
  bool: 150,
  date: 150,
  datetime: 150,
};
const SUBTYPES = ['', 'text', 'email', 'number', 'tel', 'url', 'password'];

/** What the real server writes into its log of a dialog (Dialog.IsValid), one line a problem. */
export function dialogProblems(dialog: JsonObject): string[] {
  const elements = objectsOf(dialog.elements);
  const names = elements.map(({ name }) => textOf(name));
  const title = textOf(dialog.title);
  const icon = textOf(dialog.icon_url);
  return [
    ...(title === '' || bytes(title) > TITLE_BYTES ? [`invalid dialog title "${title}"`] : []),
    ...(icon !== '' && !isHttpUrl(icon) ? ['invalid icon url'] : []),
    ...names
      .filter((name, at) => names.indexOf(name) < at)
      .map((name) => `duplicate dialog element "${name}"`),
    ...elements.flatMap((element) =>
      elementProblems(element).map((problem) => `"${textOf(element.name)}" field is not valid: ${problem}`),
    ),
  ];
}

function elementProblems(element: JsonObject): string[] {
  const min = Number(element.min_length ?? 0);
  const max = Number(element.max_length ?? 0);
  const type = textOf(element.type);
  return [
    ...(min < 0 ? ['min length cannot be a negative number'] : []),
    ...(min > max ? ['min length should be less then max length'] : []),
    ...required('DisplayName', element.display_name, DISPLAY_NAME_BYTES),
    ...required('Name', element.name, NAME_BYTES),
    ...atMost('HelpText', element.help_text, HELP_BYTES),
    ...(element.multiselect === true && type !== 'select' ? ['multiselect is for select elements only'] : []),
    ...contentProblems(element, type),
  ];
}

function contentProblems(element: JsonObject, type: string): string[] {
  const limit = CONTENT_BYTES[type];
  const lengths = limit
    ? [
        ...(type === 'bool' ? [] : atMost('Default', element.default, limit)),
        ...atMost('Placeholder', element.placeholder, limit),
      ]
    : [];
  switch (type) {
    case 'text':
    case 'textarea':
      return [...lengths, ...(SUBTYPES.includes(textOf(element.subtype)) ? [] : ['invalid subtype'])];
    case 'select':
      return [...lengths, ...selectProblems(element)];
    case 'radio':
      return defaultProblems(element);
    case 'bool':
      return [
        ...lengths,
        ...(['', 'true', 'false'].includes(textOf(element.default)) ? [] : ['invalid default of bool']),
      ];
    case 'date':
      return lengths;
    case 'datetime':
      return [
        ...lengths,
        ...(1440 % Number(element.time_interval ?? 0) === 0 ? [] : ['invalid time_interval']),
      ];
    default:
      return [`invalid element type: "${type}"`];
  }
}

function selectProblems(element: JsonObject): string[] {
  const source = textOf(element.data_source);
  if (!['', 'users', 'channels', 'dynamic'].includes(source)) return [`invalid data source "${source}"`];
  if (source === 'dynamic') {
    const url = textOf(element.data_source_url);
    return [
      ...(isHttpUrl(url) || url.startsWith('/plugins/')
        ? []
        : ['dynamic data_source requires data_source_url']),
      ...(objectsOf(element.options).length > 0
        ? ['dynamic select element should not have static options']
        : []),
    ];
  }
  return source === '' ? defaultProblems(element) : [];
}

function defaultProblems(element: JsonObject): string[] {
  const preset = textOf(element.default);
  const picked = element.multiselect === true ? preset.replaceAll(' ', '').split(',') : [preset];
  const values = objectsOf(element.options).map(({ value }) => textOf(value));
  const known = picked.every((one) => one === '' || values.includes(one));
  return known ? [] : [`default value "${preset}" doesn't exist in options`];
}

function required(field: string, value: unknown, limit: number): string[] {
  return textOf(value) === '' ? [`${field} cannot be empty`] : atMost(field, value, limit);
}

function atMost(field: string, value: unknown, limit: number): string[] {
  const length = bytes(textOf(value));
  return length > limit ? [`${field} cannot be longer than ${limit} characters, got ${length}`] : [];
}

function bytes(text: string): number {
  return Buffer.byteLength(text);
}
