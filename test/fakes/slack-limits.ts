import type { Json, JsonObject } from './shared/json.ts';

/** A call by which a limit is tried. `{channel}`, `{trigger}` and `{user}` are filled in by the test. */
export interface Trial {
  readonly method: string;
  readonly args: JsonObject;
}

/** One limit of Slack: `size` at the limit is taken, one more is refused with this very error. */
export interface Limit {
  readonly what: string;
  readonly limit: number;
  readonly trial: (size: number) => Trial;
  readonly error: string;
}

/** Something Slack refuses whatever its size, beside the nearest thing it takes. */
export interface Refusal {
  readonly what: string;
  readonly right: Trial;
  readonly wrong: Trial;
  readonly error: string;
}

const x = (size: number): string => 'x'.repeat(size);
const times = <T>(size: number, make: (index: number) => T): T[] =>
  Array.from({ length: size }, (_none, index) => make(index));

const plain = (text: string): JsonObject => ({ type: 'plain_text', text });
const mrkdwn = (text: string): JsonObject => ({ type: 'mrkdwn', text });
const section = (more: JsonObject): JsonObject => ({ type: 'section', ...more });
const button = (more: JsonObject = {}): JsonObject => ({
  type: 'button',
  action_id: 'a',
  text: plain('Voter'),
  ...more,
});
const actions = (...elements: JsonObject[]): JsonObject => ({ type: 'actions', elements });
const option = (more: JsonObject = {}): JsonObject => ({ text: plain('Oui'), value: 'yes', ...more });
const options = (size: number): JsonObject[] => times(size, (index) => option({ value: `v${index}` }));
const choose = (type: string, more: JsonObject): JsonObject => actions({ type, action_id: 'a', ...more });
const confirmed = (more: JsonObject): JsonObject =>
  actions(
    button({
      confirm: {
        title: plain('Sûr ?'),
        text: plain('Sûr ?'),
        confirm: plain('Oui'),
        deny: plain('Non'),
        ...more,
      },
    }),
  );
const image = (more: JsonObject): JsonObject => ({
  type: 'image',
  alt_text: 'a',
  image_url: 'https://x.fr/a.png',
  ...more,
});
const input = (more: JsonObject = {}, element: JsonObject = {}): JsonObject => ({
  type: 'input',
  label: plain('Titre'),
  element: { type: 'plain_text_input', action_id: 'a', ...element },
  ...more,
});
const table = (rows: number, cells: number): JsonObject => ({
  type: 'table',
  rows: times(rows, () => times(cells, () => ({ type: 'raw_text', text: 'x' }))),
});

const metadataOf = (keyLength: number): JsonObject => ({
  event_type: 'card',
  event_payload: { key: x(keyLength) },
});

const message = (...blocks: Json[]): Trial => ({
  method: 'chat.postMessage',
  args: { channel: '{channel}', text: 'x', blocks },
});
const modal = (more: JsonObject, ...blocks: JsonObject[]): Trial => ({
  method: 'views.open',
  args: {
    trigger_id: '{trigger}',
    view: { type: 'modal', title: plain('Idée'), submit: plain('Envoyer'), blocks, ...more },
  },
});
const home = (...blocks: JsonObject[]): Trial => ({
  method: 'views.publish',
  args: { user_id: '{user}', view: { type: 'home', blocks } },
});

const inMessage = (what: string, limit: number, block: (size: number) => JsonObject): Limit => ({
  what,
  limit,
  trial: (size) => message(block(size)),
  error: 'invalid_blocks',
});
const inModal = (what: string, limit: number, trial: (size: number) => Trial): Limit => ({
  what,
  limit,
  trial,
  error: 'invalid_arguments',
});

/** PLATFORM-FACTS 1.8, and what other pages say of sizes. */
export const LIMITS: readonly Limit[] = [
  {
    what: 'blocks of a message',
    limit: 50,
    trial: (size) => message(...times(size, () => ({ type: 'divider' }))),
    error: 'invalid_blocks',
  },
  {
    what: 'text in all blocks of a message',
    limit: 13_200,
    trial: (size) =>
      message(
        ...[3_000, 3_000, 3_000, 3_000, size - 12_000].map((length) => section({ text: mrkdwn(x(length)) })),
      ),
    error: 'msg_blocks_too_long',
  },
  {
    what: 'attachments of a message',
    limit: 100,
    trial: (size) => ({
      method: 'chat.postMessage',
      args: { channel: '{channel}', attachments: times(size, () => ({ text: 'x' })) },
    }),
    error: 'too_many_attachments',
  },
  {
    what: 'bytes of metadata',
    limit: 8_000,
    trial: (size) => ({
      method: 'chat.postMessage',
      args: {
        channel: '{channel}',
        text: 'x',
        metadata: metadataOf(size - JSON.stringify(metadataOf(0)).length),
      },
    }),
    error: 'metadata_too_large',
  },
  {
    what: 'text of a private message',
    limit: 40_000,
    trial: (size) => ({
      method: 'chat.postEphemeral',
      args: { channel: '{channel}', user: '{user}', text: x(size) },
    }),
    error: 'msg_too_long',
  },
  {
    what: 'alternative text of a file',
    limit: 1_000,
    trial: (size) => ({
      method: 'files.getUploadURLExternal',
      args: { filename: 'a.png', length: '3', alt_txt: x(size) },
    }),
    error: 'alt_txt_too_large',
  },
  {
    what: 'a page of a list',
    limit: 1_000,
    trial: (size) => ({ method: 'conversations.list', args: { limit: String(size) } }),
    error: 'invalid_limit',
  },
  inMessage('block_id', 255, (size) => ({ type: 'divider', block_id: x(size) })),
  inMessage('action_id', 255, (size) => actions(button({ action_id: x(size) }))),
  inMessage('section text', 3_000, (size) => section({ text: mrkdwn(x(size)) })),
  inMessage('fields of a section', 10, (size) => section({ fields: times(size, () => mrkdwn('x')) })),
  inMessage('text of a field', 2_000, (size) => section({ fields: [mrkdwn(x(size))] })),
  inMessage('header', 150, (size) => ({ type: 'header', text: plain(x(size)) })),
  inMessage('elements of a context', 10, (size) => ({
    type: 'context',
    elements: times(size, () => mrkdwn('x')),
  })),
  inMessage('elements of actions', 25, (size) =>
    actions(...times(size, (index) => button({ action_id: `a${index}` }))),
  ),
  inMessage('elements of context_actions', 5, (size) => ({
    type: 'context_actions',
    elements: times(size, () => ({})),
  })),
  inMessage('button text', 75, (size) => actions(button({ text: plain(x(size)) }))),
  inMessage('button value', 2_000, (size) => actions(button({ value: x(size) }))),
  inMessage('button address', 3_000, (size) => actions(button({ url: `https://${x(size - 8)}` }))),
  inMessage('button accessibility label', 75, (size) => actions(button({ accessibility_label: x(size) }))),
  inMessage('confirmation title', 100, (size) => confirmed({ title: plain(x(size)) })),
  inMessage('confirmation text', 300, (size) => confirmed({ text: plain(x(size)) })),
  inMessage('confirmation yes', 30, (size) => confirmed({ confirm: plain(x(size)) })),
  inMessage('confirmation no', 30, (size) => confirmed({ deny: plain(x(size)) })),
  inMessage('image alternative text', 2_000, (size) => image({ alt_text: x(size) })),
  inMessage('image title', 2_000, (size) => image({ title: plain(x(size)) })),
  inMessage('image address', 3_000, (size) => image({ image_url: `https://${x(size - 8)}` })),
  inMessage('option text', 75, (size) =>
    choose('static_select', { options: [option({ text: plain(x(size)) })] }),
  ),
  inMessage('option value', 75, (size) => choose('static_select', { options: [option({ value: x(size) })] })),
  inMessage('option description', 75, (size) =>
    choose('static_select', { options: [option({ description: plain(x(size)) })] }),
  ),
  inMessage('options of a menu', 100, (size) => choose('static_select', { options: options(size) })),
  inMessage('groups of a menu', 100, (size) =>
    choose('static_select', {
      option_groups: times(size, () => ({ label: plain('x'), options: options(1) })),
    }),
  ),
  inMessage('options of a group', 100, (size) =>
    choose('static_select', { option_groups: [{ label: plain('x'), options: options(size) }] }),
  ),
  inMessage('group label', 75, (size) =>
    choose('static_select', { option_groups: [{ label: plain(x(size)), options: options(1) }] }),
  ),
  inMessage('options of an overflow', 5, (size) => choose('overflow', { options: options(size) })),
  inMessage('checkboxes', 10, (size) => choose('checkboxes', { options: options(size) })),
  inMessage('radio buttons', 10, (size) => choose('radio_buttons', { options: options(size) })),
  inMessage('markdown', 12_000, (size) => ({ type: 'markdown', text: x(size) })),
  inMessage('rows of a table', 100, (size) => table(size, 1)),
  inMessage('cells of a row', 20, (size) => table(1, size)),
  inModal('blocks of a modal', 100, (size) => modal({}, ...times(size, () => ({ type: 'divider' })))),
  inModal('blocks of the Home tab', 100, (size) => home(...times(size, () => ({ type: 'divider' })))),
  inModal('modal title', 24, (size) => modal({ title: plain(x(size)) })),
  inModal('modal submit', 24, (size) => modal({ submit: plain(x(size)) })),
  inModal('modal close', 24, (size) => modal({ close: plain(x(size)) })),
  inModal('private_metadata', 3_000, (size) => modal({ private_metadata: x(size) })),
  inModal('callback_id', 255, (size) => modal({ callback_id: x(size) })),
  inModal('external_id', 255, (size) => modal({ external_id: x(size) })),
  inModal('input label', 2_000, (size) => modal({}, input({ label: plain(x(size)) }))),
  inModal('input hint', 2_000, (size) => modal({}, input({ hint: plain(x(size)) }))),
  inModal('placeholder', 150, (size) => modal({}, input({}, { placeholder: plain(x(size)) }))),
  inModal('min_length', 3_000, (size) => modal({}, input({}, { min_length: size }))),
  inModal('max_length', 3_000, (size) => modal({}, input({}, { max_length: size }))),
  inModal('header in a modal', 150, (size) => modal({}, { type: 'header', text: plain(x(size)) })),
  {
    what: 'bytes of a view',
    limit: 250_000,
    trial: (size) => modalOfBytes(size),
    error: 'view_too_large',
  },
];

const RIGHT = message(section({ text: mrkdwn('x') }));

/** What no size makes right. */
export const REFUSALS: readonly Refusal[] = [
  {
    what: 'an empty text',
    right: RIGHT,
    wrong: message(section({ text: mrkdwn('') })),
    error: 'invalid_blocks',
  },
  {
    what: 'a bare string as text',
    right: RIGHT,
    wrong: message(section({ text: 'x' })),
    error: 'invalid_blocks',
  },
  { what: 'a section of nothing', right: RIGHT, wrong: message(section({})), error: 'invalid_blocks' },
  {
    what: 'a field nobody knows',
    right: RIGHT,
    wrong: message(section({ text: mrkdwn('x'), colour: 'red' })),
    error: 'invalid_blocks',
  },
  {
    what: 'a block nobody knows',
    right: RIGHT,
    wrong: message({ type: 'marquee' }),
    error: 'invalid_blocks',
  },
  {
    what: 'blocks that are no list',
    right: RIGHT,
    wrong: { ...RIGHT, args: { ...RIGHT.args, blocks: '{"a":1}' } },
    error: 'invalid_blocks_format',
  },
  {
    what: 'markup in a header',
    right: message({ type: 'header', text: plain('x') }),
    wrong: message({ type: 'header', text: mrkdwn('x') }),
    error: 'invalid_blocks',
  },
  {
    what: 'markup on a button',
    right: message(actions(button())),
    wrong: message(actions(button({ text: mrkdwn('x') }))),
    error: 'invalid_blocks',
  },
  {
    what: 'markup in a menu',
    right: message(choose('radio_buttons', { options: [option({ text: mrkdwn('x') })] })),
    wrong: message(choose('static_select', { options: [option({ text: mrkdwn('x') })] })),
    error: 'invalid_blocks',
  },
  {
    what: 'a block_id twice',
    right: message({ type: 'divider', block_id: 'a' }, { type: 'divider', block_id: 'b' }),
    wrong: message({ type: 'divider', block_id: 'a' }, { type: 'divider', block_id: 'a' }),
    error: 'invalid_blocks',
  },
  {
    what: 'an action_id twice in a block',
    right: message(actions(button()), actions(button())),
    wrong: message(actions(button(), button())),
    error: 'invalid_blocks',
  },
  {
    what: 'an overflow of one',
    right: message(choose('overflow', { options: options(2) })),
    wrong: message(choose('overflow', { options: options(1) })),
    error: 'invalid_blocks',
  },
  {
    what: 'an image without alternative text',
    right: message(image({})),
    wrong: message({ type: 'image', image_url: 'https://x.fr/a.png' }),
    error: 'invalid_blocks',
  },
  {
    what: 'two tables',
    right: message(table(1, 1)),
    wrong: message(table(1, 1), table(1, 1)),
    error: 'invalid_blocks',
  },
  {
    what: 'an image of a file nobody uploaded',
    right: message(image({})),
    wrong: message({ type: 'image', alt_text: 'a', slack_file: { id: 'F0NONE' } }),
    error: 'invalid_blocks',
  },
  {
    what: 'an input in a modal that cannot be submitted',
    right: modal({}, input()),
    wrong: {
      method: 'views.open',
      args: { trigger_id: '{trigger}', view: { type: 'modal', title: plain('Idée'), blocks: [input()] } },
    },
    error: 'invalid_arguments',
  },
  {
    what: 'a markdown block in a modal',
    right: modal({}),
    wrong: modal({}, { type: 'markdown', text: 'x' }),
    error: 'invalid_arguments',
  },
  {
    what: 'a title on the Home tab',
    right: home(),
    wrong: {
      method: 'views.publish',
      args: { user_id: '{user}', view: { type: 'home', title: plain('x'), blocks: [] } },
    },
    error: 'invalid_arguments',
  },
  {
    what: 'a block_id twice in a modal',
    right: modal({}, input({ block_id: 'a' }), input({ block_id: 'b' })),
    wrong: modal({}, input({ block_id: 'a' }), input({ block_id: 'a' })),
    error: 'invalid_arguments',
  },
];

/** A modal whose JSON has exactly so many bytes: ninety full sections, and the last one as long as it takes. */
function modalOfBytes(size: number): Trial {
  const of = (last: number) =>
    modal({}, ...times(82, () => section({ text: mrkdwn(x(2_990)) })), section({ text: mrkdwn(x(last)) }));
  const short = Buffer.byteLength(JSON.stringify(of(1).args.view));
  return of(size - short + 1);
}
