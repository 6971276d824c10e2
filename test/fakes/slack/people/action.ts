import { type JsonObject, objectOf, present, textOf } from '../../shared/json.ts';
import { elementsOf } from '../block-kit/unique.ts';
import type { Platform } from '../platform.ts';
import { type Entry, enteredState, optionOf } from '../views/state.ts';

/**
 * What block_actions says of a press or pick in these blocks (Slack docs: "block_actions payload", actions).
 * `what` is an action id, or the label of a button.
 */
export function actionOf(
  platform: Platform,
  blocks: readonly JsonObject[],
  what: string,
  entry?: Entry,
): JsonObject {
  const usable = blocks.flatMap((block) => elementsOf(block).map((element) => ({ block, element })));
  const found =
    usable.find(({ element }) => element.action_id === what) ??
    usable.find(({ element }) => labelOf(element) === what);
  if (!found)
    throw new Error(
      `nothing to press called "${what}"; there is: ${usable.map(({ element }) => labelOf(element)).join(', ')}`,
    );
  const { block, element } = found;
  return {
    ...held(element, entry),
    action_id: textOf(element.action_id),
    block_id: textOf(block.block_id),
    action_ts: platform.ids.ts(),
  };
}

function held(element: JsonObject, entry?: Entry): JsonObject {
  const type = textOf(element.type);
  if (type === 'button') {
    return present({
      type,
      text: element.text,
      value: element.value,
      url: element.url,
      style: element.style,
    });
  }
  if (entry === undefined) throw new Error(`say what to pick in ${type}`);
  return type === 'overflow'
    ? { type, selected_option: optionOf(element, String(entry)) }
    : enteredState(element, entry);
}

function labelOf(element: JsonObject): string {
  const text = textOf(objectOf(element.text)?.text) || textOf(element.action_id);
  return text.replace(/&lt;/g, '<').replace(/&gt;/g, '>').replace(/&amp;/g, '&');
}
