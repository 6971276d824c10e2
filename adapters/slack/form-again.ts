import type { KnownBlock, ModalView } from '@slack/types';
import { z } from 'zod';
import { escaped } from './text.ts';

/**
 * A view as Slack sends it with its submit: the blocks as we wrote them, and beside them what was typed. Elements
 * are ours, so whatever else they hold is passed through.
 */
const shape = z.looseObject({
  title: z.looseObject({}),
  submit: z.looseObject({}).nullish(),
  close: z.looseObject({}).nullish(),
  private_metadata: z.string(),
  callback_id: z.string().nullish(),
  blocks: z.array(
    z.looseObject({
      type: z.string(),
      block_id: z.string().nullish(),
      element: z.looseObject({ type: z.string(), action_id: z.string() }).nullish(),
    }),
  ),
  state: z.object({ values: z.record(z.string(), z.record(z.string(), z.looseObject({}))) }),
});

/** How each kind of input is filled with what its state says; a property that is left out stands empty. */
const FILLED: Readonly<Record<string, (state: Record<string, unknown>) => Record<string, unknown>>> = {
  plain_text_input: ({ value }) => ({ initial_value: value || undefined }),
  url_text_input: ({ value }) => ({ initial_value: value || undefined }),
  static_select: ({ selected_option }) => ({ initial_option: selected_option || undefined }),
  radio_buttons: ({ selected_option }) => ({ initial_option: selected_option || undefined }),
  checkboxes: ({ selected_options }) => ({
    initial_options:
      Array.isArray(selected_options) && selected_options.length > 0 ? selected_options : undefined,
  }),
};

/**
 * The form as it was sent, everything typed in it, with what is wrong above: for errors that come after the view
 * was acknowledged, when Slack no longer shows them at their fields.
 */
export function formAgain(view: unknown, errors: readonly string[]): ModalView {
  const { title, submit, close, private_metadata, callback_id, blocks, state } = shape.parse(view);
  const filled = blocks.map((block) => {
    const { element, block_id } = block;
    const typed = element && state.values[block_id ?? '']?.[element.action_id];
    const fill = element && FILLED[element.type];
    return typed && fill ? { ...block, element: { ...element, ...fill(typed) } } : block;
  });
  const above = {
    type: 'section',
    text: { type: 'mrkdwn', text: errors.map((error) => `⚠️ ${escaped(error)}`).join('\n'), verbatim: true },
  };
  return {
    type: 'modal',
    title,
    ...(submit ? { submit } : {}),
    ...(close ? { close } : {}),
    ...(callback_id ? { callback_id } : {}),
    private_metadata,
    blocks: [above, ...filled] as unknown as KnownBlock[],
  } as unknown as ModalView;
}
