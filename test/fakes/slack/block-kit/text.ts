import { anything, boolean, type Check, list, object, oneOf, string, typed } from './schema.ts';

/** Text objects (Slack docs: "Text object"; types/composition-objects). */

const plainOf = (max: number): Check =>
  object({ type: oneOf('plain_text'), text: string(max) }, { emoji: boolean });
const mrkdwnOf = (max: number): Check =>
  object({ type: oneOf('mrkdwn'), text: string(max) }, { verbatim: boolean });

/** Text without markup. */
export const plainText = (max: number): Check => typed({ plain_text: plainOf(max) });

/** Text with or without markup. */
export const anyText = (max: number): Check => typed({ plain_text: plainOf(max), mrkdwn: mrkdwnOf(max) });

/** The question before an action is sent (Slack docs: "Confirmation dialog object"). */
export const confirmation: Check = object(
  { title: plainText(100), text: anyText(300), confirm: plainText(30), deny: plainText(30) },
  { style: oneOf('primary', 'danger') },
);

/** The looseness of a rich text: its parts are Slack's own editor's business (Slack docs: "Rich text block"). */
export const richTextParts: Check = list(
  typed({
    rich_text_section: anything,
    rich_text_list: anything,
    rich_text_preformatted: anything,
    rich_text_quote: anything,
  }),
  1_000,
  0,
);
