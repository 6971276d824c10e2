import { markedOption, menu, option } from './options.ts';
import {
  all,
  anything,
  boolean,
  type Check,
  integer,
  list,
  needs,
  object,
  oneOf,
  string,
  typed,
  url,
} from './schema.ts';
import { anyText, confirmation, plainText } from './text.ts';

/** Block elements (Slack docs: "Block elements"; types/block-elements). */

const named = { action_id: string(255) };
const asked = { ...named, confirm: confirmation, focus_on_load: boolean };
const placed = { ...asked, placeholder: plainText(150) };
const type = (name: string): { type: Check } => ({ type: oneOf(name) });
const many = { max_selected_items: integer(1, 100) };

const button: Check = object(
  { ...type('button'), text: plainText(75) },
  {
    ...named,
    confirm: confirmation,
    url: url(3000),
    value: string(2000),
    style: oneOf('primary', 'danger'),
    accessibility_label: string(75),
  },
);

/** An image beside a text: alternative text is obligatory (Slack docs: "Image element"). */
const imageElement: Check = all(
  object(
    { ...type('image'), alt_text: string(2000) },
    { image_url: url(3000), slack_file: object({}, { id: string(255), url: url(3000) }) },
  ),
  needs(['image_url', 'slack_file'], true),
);

const chosen = { initial_option: option };
const severalChosen = { initial_options: list(option, 100) };

/** Elements of sections, actions and inputs alike. */
const anywhere: Readonly<Record<string, Check>> = {
  checkboxes: object(
    { ...type('checkboxes'), options: list(markedOption, 10) },
    { ...asked, initial_options: list(markedOption, 10) },
  ),
  radio_buttons: object(
    { ...type('radio_buttons'), options: list(markedOption, 10) },
    { ...asked, initial_option: markedOption },
  ),
  static_select: menu(type('static_select'), { ...placed, ...chosen }),
  multi_static_select: menu(type('multi_static_select'), { ...placed, ...many, ...severalChosen }),
  users_select: object(type('users_select'), { ...placed, initial_user: string(255) }),
  multi_users_select: object(type('multi_users_select'), {
    ...placed,
    ...many,
    initial_users: list(string(255), 100),
  }),
  conversations_select: object(type('conversations_select'), {
    ...placed,
    initial_conversation: string(255),
    default_to_current_conversation: boolean,
    response_url_enabled: boolean,
    filter: anything,
  }),
  channels_select: object(type('channels_select'), {
    ...placed,
    initial_channel: string(255),
    response_url_enabled: boolean,
  }),
  datepicker: object(type('datepicker'), { ...placed, initial_date: string(10) }),
  timepicker: object(type('timepicker'), { ...placed, initial_time: string(5), timezone: string(255) }),
};

/** Three dots with two to five choices. */
const overflow: Check = object(
  { ...type('overflow'), options: list(option, 5, 2) },
  { ...named, confirm: confirmation },
);

/** Elements of an actions block. */
export const actionsElement: Check = typed({ ...anywhere, button, overflow });

/** What stands beside a section's text. */
export const accessory: Check = typed({ ...anywhere, button, overflow, image: imageElement });

/** What an input block asks for. */
export const inputElement: Check = typed({
  ...anywhere,
  plain_text_input: object(type('plain_text_input'), {
    ...named,
    focus_on_load: boolean,
    placeholder: plainText(150),
    initial_value: string(3000, 0),
    multiline: boolean,
    min_length: integer(0, 3000),
    max_length: integer(1, 3000),
    dispatch_action_config: anything,
  }),
  email_text_input: object(type('email_text_input'), { ...placed, initial_value: string(3000, 0) }),
  url_text_input: object(type('url_text_input'), { ...placed, initial_value: string(3000, 0) }),
  number_input: object(
    { ...type('number_input'), is_decimal_allowed: boolean },
    { ...placed, initial_value: string(50, 0) },
  ),
});

/** Small print: texts and images. */
export const contextElement: Check = typed({
  image: imageElement,
  plain_text: anyText(3000),
  mrkdwn: anyText(3000),
});
