import { type Json, type JsonObject, objectOf, objectsOf, textOf } from '../../shared/json.ts';

/** What a person types or picks: a text, an option's value or label, several of them. */
export type Entry = string | readonly string[];

/** What stands in an element as its author made it (Slack docs: "View submission payloads", state.values). */
export function initialState(element: JsonObject): JsonObject | null {
  const type = textOf(element.type);
  switch (type) {
    case 'plain_text_input':
    case 'email_text_input':
    case 'url_text_input':
    case 'number_input':
      return { type, value: element.initial_value ?? null };
    case 'radio_buttons':
    case 'static_select':
      return { type, selected_option: element.initial_option ?? null };
    case 'checkboxes':
    case 'multi_static_select':
      return { type, selected_options: element.initial_options ?? [] };
    case 'users_select':
      return { type, selected_user: element.initial_user ?? null };
    case 'multi_users_select':
      return { type, selected_users: element.initial_users ?? [] };
    case 'conversations_select':
      return { type, selected_conversation: element.initial_conversation ?? null };
    case 'channels_select':
      return { type, selected_channel: element.initial_channel ?? null };
    case 'datepicker':
      return { type, selected_date: element.initial_date ?? null };
    case 'timepicker':
      return { type, selected_time: element.initial_time ?? null };
    default:
      return null;
  }
}

/** What stands in an element after a person's entry; an emptied one has null, as Slack sends it. */
export function enteredState(element: JsonObject, entry: Entry): JsonObject {
  const type = textOf(element.type);
  const [first = ''] = typeof entry === 'string' ? [entry] : entry;
  const all = typeof entry === 'string' ? (entry === '' ? [] : [entry]) : [...entry];
  const [field] = Object.keys(initialState(element) ?? {}).filter((key) => key !== 'type');
  if (field === undefined) throw new Error(`nothing can be entered into ${type}`);
  if (field === 'selected_option') return { type, [field]: first === '' ? null : optionOf(element, first) };
  if (field === 'selected_options') return { type, [field]: all.map((one) => optionOf(element, one)) };
  if (field === 'selected_users') return { type, [field]: all };
  return { type, [field]: first === '' ? null : first };
}

/** The option a person means: by its value, or else by its label. */
export function optionOf(element: JsonObject, wanted: string): JsonObject {
  const offered = [
    ...objectsOf(element.options),
    ...objectsOf(element.option_groups).flatMap((group) => objectsOf(group.options)),
  ];
  const found =
    offered.find(({ value }) => value === wanted) ??
    offered.find(({ text }) => objectOf(text)?.text === wanted);
  if (!found)
    throw new Error(`no option "${wanted}" among ${offered.map(({ value }) => String(value)).join(', ')}`);
  return found;
}

/** Whether nothing was entered. */
export function isEmpty(state: JsonObject): boolean {
  const [value] = Object.entries(state).flatMap(([key, held]): Json[] => (key === 'type' ? [] : [held]));
  return value === null || value === '' || (Array.isArray(value) && value.length === 0);
}
