import type { JsonObject } from './shared/json.ts';

/** Views and messages as an app sends them, for the tests of the fake. */

export const plain = (text: string): JsonObject => ({ type: 'plain_text', text });
const TITLE = {
  type: 'input',
  block_id: 'title',
  label: plain('Titre'),
  element: { type: 'plain_text_input', action_id: 'v', max_length: 150 },
};
const LAB = {
  type: 'input',
  block_id: 'lab',
  label: plain('Labo'),
  optional: true,
  element: {
    type: 'radio_buttons',
    action_id: 'v',
    options: [
      { text: plain('Numérique'), value: 'num' },
      { text: plain('Bretagne'), value: 'bzh' },
    ],
  },
};
export const FORM = {
  type: 'modal',
  title: plain('Une idée'),
  submit: plain('Publier'),
  callback_id: 'idea',
  private_metadata: 'n1',
  blocks: [TITLE, LAB],
};
export const CARD = [
  { type: 'section', text: { type: 'mrkdwn', text: '*#12* Un banc' } },
  {
    type: 'actions',
    block_id: 'vote',
    elements: [{ type: 'button', action_id: 'for', value: '12', text: plain('Pour') }],
  },
];
