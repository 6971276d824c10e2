import { type JsonObject, objectOf, objectsOf } from '../../shared/json.ts';

/** Blocks as Slack keeps them: what has no block_id or action_id got one (types/blocks: "will be generated"). */
export function filled(blocks: readonly JsonObject[], makeId: () => string): JsonObject[] {
  const named = (element: JsonObject): JsonObject =>
    USABLE.test(String(element.type)) && element.action_id === undefined
      ? { ...element, action_id: makeId() }
      : element;
  return blocks.map((block) => ({
    ...block,
    block_id: block.block_id ?? makeId(),
    ...(objectOf(block.accessory) ? { accessory: named(objectOf(block.accessory) ?? {}) } : {}),
    ...(objectOf(block.element) ? { element: named(objectOf(block.element) ?? {}) } : {}),
    ...(block.type === 'actions' ? { elements: objectsOf(block.elements).map(named) } : {}),
  }));
}

const USABLE = /button|select|input|checkboxes|overflow|picker/;
