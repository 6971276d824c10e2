import { type JsonObject, objectOf, objectsOf, textOf } from '../../shared/json.ts';
import type { Problem } from './schema.ts';

/**
 * Ids that are given twice: a block_id in one message or view, an action_id in one block (types/blocks and
 * types/extensions: "unique among all other action_ids in the containing block").
 */
export function repeatedIds(blocks: readonly JsonObject[], pointer: string): Problem[] {
  return [
    ...repeated(blocks.map(({ block_id }) => textOf(block_id))).map((id) => ({
      message: `\`block_id\` ${id} already exists`,
      pointer,
    })),
    ...blocks.flatMap((block, index) =>
      repeated(elementsOf(block).map(({ action_id }) => textOf(action_id))).map((id) => ({
        message: `\`action_id\` ${id} already exists for another action`,
        pointer: `${pointer}/${index}`,
      })),
    ),
  ];
}

/** The elements of a block that a person can use: its accessory, input or actions. */
export function elementsOf(block: JsonObject): JsonObject[] {
  const alone = [objectOf(block.accessory), objectOf(block.element)].filter((element) => element !== null);
  return [...alone, ...(block.type === 'actions' ? objectsOf(block.elements) : [])];
}

function repeated(ids: readonly string[]): string[] {
  return ids.filter((id, index) => id !== '' && ids.indexOf(id) < index);
}
