import { type JsonObject, objectsOf } from '../../shared/json.ts';
import { viewBlocks } from './blocks.ts';
import { boolean, type Check, object, oneOf, type Problem, string, typed } from './schema.ts';
import { plainText } from './text.ts';
import { repeatedIds } from './unique.ts';

/** Views (Slack docs: "View object"; types/views). */

/** Characters of a modal's title, submit and close. */
const LABEL = 24;

const common = {
  callback_id: string(255, 0),
  external_id: string(255, 0),
  private_metadata: string(3000, 0),
};

const modal: Check = object(
  { type: oneOf('modal'), title: plainText(LABEL), blocks: viewBlocks },
  {
    ...common,
    submit: plainText(LABEL),
    close: plainText(LABEL),
    clear_on_close: boolean,
    notify_on_close: boolean,
    submit_disabled: boolean,
  },
);

const home: Check = object({ type: oneOf('home'), blocks: viewBlocks }, common);

/** The longest view, bytes of its JSON (Slack docs: views.open, view_too_large). */
const VIEW_BYTES = 250_000;

/** Whether a view is larger than Slack takes. */
export function isTooLarge(view: JsonObject): boolean {
  return Buffer.byteLength(JSON.stringify(view)) > VIEW_BYTES;
}

/** What is wrong with a modal. */
export function modalProblems(view: JsonObject): Problem[] {
  return [
    ...typed({ modal })(view, '/view'),
    ...repeatedIds(objectsOf(view.blocks), '/view/blocks'),
    ...noSubmit(view),
  ];
}

/** What is wrong with a Home tab. */
export function homeProblems(view: JsonObject): Problem[] {
  return [...typed({ home })(view, '/view'), ...repeatedIds(objectsOf(view.blocks), '/view/blocks')];
}

/** A modal with an input must be submittable. */
function noSubmit(view: JsonObject): Problem[] {
  const asks = objectsOf(view.blocks).some(({ type }) => type === 'input');
  if (!asks || view.submit !== undefined) return [];
  return [{ message: '`submit` is required when an `input` is in the blocks', pointer: '/view' }];
}
