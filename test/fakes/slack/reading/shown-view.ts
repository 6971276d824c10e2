import { type JsonObject, objectOf, objectsOf, textOf } from '../../shared/json.ts';
import { elementsOf } from '../block-kit/unique.ts';
import { initialState, isEmpty } from '../views/state.ts';
import { entryKey, type View } from '../views/view.ts';
import { buttonsOf, readBlocks, readText, type ShownButton } from './blocks.ts';
import type { NameOf, Reading } from './mrkdwn.ts';

/** A field as the person before it sees it. */
export interface ShownField {
  readonly blockId: string;
  readonly actionId: string;
  readonly type: string;
  readonly label: string;
  readonly hint: string;
  readonly optional: boolean;
  /** What stands in it, as view_submission would carry it. */
  readonly state: JsonObject;
  /** The text typed or the values picked, with commas; '' when empty. */
  readonly value: string;
  /** What can be picked: values and their labels. */
  readonly options: readonly { readonly value: string; readonly label: string }[];
  readonly error: string | null;
  readonly element: JsonObject;
}

/** A modal or Home tab as the person before it sees it. */
export interface ShownView {
  readonly id: string;
  readonly title: string;
  readonly submit: string;
  /** What stands in it beside its fields. */
  readonly text: string;
  readonly reading: Reading;
  readonly fields: readonly ShownField[];
  readonly buttons: readonly ShownButton[];
  /** The client's own complaint, when the app did not answer as it should. */
  readonly trouble: string | null;
  /** As the app described it, ids filled in. */
  readonly spec: JsonObject;
  readonly view: View;
}

/** A view before somebody's eyes. */
export function shownView(view: View, nameOf: NameOf): ShownView {
  const blocks = objectsOf(view.spec.blocks);
  const reading = readBlocks(
    blocks.filter(({ type }) => type !== 'input'),
    nameOf,
  );
  return {
    id: view.id,
    title: readText(view.spec.title, nameOf).text,
    submit: readText(view.spec.submit, nameOf).text,
    text: reading.text,
    reading,
    fields: blocks.flatMap((block) => fieldsOf(view, block, nameOf)),
    buttons: buttonsOf(blocks),
    trouble: view.trouble,
    spec: structuredClone(view.spec),
    view,
  };
}

/** What a state holds, as one string. */
function valueIn(state: JsonObject): string {
  if (isEmpty(state)) return '';
  const held = Object.entries(state).flatMap(([key, value]) => (key === 'type' ? [] : [value]));
  const values = held.flatMap((value) => (Array.isArray(value) ? value : [value]));
  return values
    .map((value) => (typeof value === 'string' ? value : textOf(objectOf(value)?.value)))
    .join(',');
}

function fieldsOf(view: View, block: JsonObject, nameOf: NameOf): ShownField[] {
  return elementsOf(block).flatMap((element) => {
    const initial = initialState(element);
    if (!initial) return [];
    const blockId = textOf(block.block_id);
    const actionId = textOf(element.action_id);
    const state = view.entered.get(entryKey(blockId, actionId)) ?? initial;
    return [
      {
        blockId,
        actionId,
        type: textOf(element.type),
        label: readText(block.label ?? block.text, nameOf).text,
        hint: readText(block.hint, nameOf).text,
        optional: block.type !== 'input' || block.optional === true,
        state,
        value: valueIn(state),
        options: optionsOf(element, nameOf),
        error: view.errors[blockId] ?? null,
        element,
      },
    ];
  });
}

function optionsOf(element: JsonObject, nameOf: NameOf) {
  const groups = objectsOf(element.option_groups).flatMap(({ options }) => objectsOf(options));
  return [...objectsOf(element.options), ...groups].map(({ value, text }) => ({
    value: textOf(value),
    label: readText(text, nameOf).text,
  }));
}
