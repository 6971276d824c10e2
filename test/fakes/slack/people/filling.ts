import { shownView } from '../reading/shown-view.ts';
import { type Entry, enteredState } from '../views/state.ts';
import { entryKey, type View } from '../views/view.ts';

/** Types or picks something in a field of a view, named by its block id, action id or label. */
export function enter(view: View, field: string, entry: Entry): void {
  const { fields } = shownView(view, (id) => id);
  const found =
    fields.find(({ blockId }) => blockId === field) ??
    fields.find(({ actionId }) => actionId === field) ??
    fields.find(({ label }) => label === field);
  if (!found)
    throw new Error(
      `no field "${field}"; there is: ${fields.map(({ blockId, label }) => `${blockId} (${label})`).join(', ')}`,
    );
  view.entered.set(entryKey(found.blockId, found.actionId), enteredState(found.element, entry));
}
