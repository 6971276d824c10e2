import { all, type Check, list, needs, object, string, url } from './schema.ts';
import { anyText, plainText } from './text.ts';

/** Option objects (Slack docs: "Option object", "Option group object"; types/composition-objects). */

/** Characters of an option's value. Newer pages say 150; the types say 75, so nobody is told more than is sure. */
const VALUE = 75;

/** One choice of a menu: its text has no markup. */
export const option: Check = object(
  { text: plainText(75), value: string(VALUE) },
  { description: plainText(75), url: url(3000) },
);

/** One choice of radio buttons or checkboxes. */
export const markedOption: Check = object(
  { text: anyText(75), value: string(VALUE) },
  { description: anyText(75) },
);

const optionGroup: Check = object({ label: plainText(75), options: list(option, 100) });

/** What a menu offers: options or groups of them, a hundred of either. */
const choices = {
  fields: { options: list(option, 100), option_groups: list(optionGroup, 100) },
  check: needs(['options', 'option_groups'], true),
};

/** A menu's own fields beside what it offers. */
export const menu = (
  required: Readonly<Record<string, Check>>,
  optional: Readonly<Record<string, Check>>,
): Check => all(object(required, { ...optional, ...choices.fields }), choices.check);
