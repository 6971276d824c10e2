import { accessory, actionsElement, contextElement, inputElement } from './elements.ts';
import {
  all,
  anything,
  boolean,
  type Check,
  list,
  needs,
  object,
  oneOf,
  string,
  typed,
  url,
} from './schema.ts';
import { anyText, plainText, richTextParts } from './text.ts';

/** Blocks (Slack docs: "Blocks"; types/blocks). */

const named = { block_id: string(255) };
const type = (name: string): { type: Check } => ({ type: oneOf(name) });

const section: Check = all(
  object(type('section'), {
    ...named,
    text: anyText(3000),
    fields: list(anyText(2000), 10),
    accessory,
    expand: boolean,
  }),
  needs(['text', 'fields']),
);

const image: Check = all(
  object(
    { ...type('image'), alt_text: string(2000) },
    {
      ...named,
      title: plainText(2000),
      image_url: url(3000),
      slack_file: object({}, { id: string(255), url: url(3000) }),
    },
  ),
  needs(['image_url', 'slack_file'], true),
);

const input: Check = object(
  { ...type('input'), label: plainText(2000), element: inputElement },
  { ...named, hint: plainText(2000), optional: boolean, dispatch_action: boolean },
);

/** A table of at most 100 rows of 20 cells (Slack docs: "Table block"). */
const table: Check = object(
  {
    ...type('table'),
    rows: list(list(typed({ raw_text: anything, raw_number: anything, rich_text: anything }), 20), 100),
  },
  { ...named, column_settings: list(anything, 20, 0) },
);

const everywhere: Readonly<Record<string, Check>> = {
  section,
  image,
  input,
  divider: object(type('divider'), named),
  header: object({ ...type('header'), text: plainText(150) }, named),
  context: object({ ...type('context'), elements: list(contextElement, 10) }, named),
  actions: object({ ...type('actions'), elements: list(actionsElement, 25) }, named),
  rich_text: object({ ...type('rich_text'), elements: richTextParts }, named),
};

const inMessages: Readonly<Record<string, Check>> = {
  ...everywhere,
  markdown: object({ ...type('markdown'), text: string(12_000) }, named),
  table,
  context_actions: object({ ...type('context_actions'), elements: list(anything, 5) }, named),
};

/** Blocks of a message: at most 50. */
export const messageBlocks: Check = list(typed(inMessages), 50, 0);

/** Blocks of a modal or of the Home tab: at most 100. */
export const viewBlocks: Check = list(typed(everywhere), 100, 0);
