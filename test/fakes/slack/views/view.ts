import { type JsonObject, objectsOf, textOf } from '../../shared/json.ts';
import { elementsOf } from '../block-kit/unique.ts';
import { initialState } from './state.ts';

/** A modal or Home tab before one person. */
export interface View {
  readonly id: string;
  readonly teamId: string;
  readonly userId: string;
  readonly rootId: string;
  readonly previousId: string | null;
  /** As the app described it, ids filled in. */
  spec: JsonObject;
  /** Changes with each change of the view (Slack docs: views.update, hash). */
  hash: string;
  /** What the person entered, by block and action id. */
  readonly entered: Map<string, JsonObject>;
  /** What the app's last answer said about fields, by block id. */
  errors: Readonly<Record<string, string>>;
  /** The client's own complaint: the app did not answer, or with something Slack does not take. */
  trouble: string | null;
}

/** Under which an entry is kept while the modal's blocks change around it. */
export const entryKey = (blockId: string, actionId: string): string => `${blockId}\n${actionId}`;

/** What stands in every field (Slack docs: "View submission payloads"). */
function stateOf(view: View): JsonObject {
  const values: JsonObject = {};
  for (const block of objectsOf(view.spec.blocks)) {
    const fields = elementsOf(block).flatMap((element): [string, JsonObject][] => {
      const initial = initialState(element);
      const actionId = textOf(element.action_id);
      const key = entryKey(textOf(block.block_id), actionId);
      return initial ? [[actionId, view.entered.get(key) ?? initial]] : [];
    });
    if (fields.length > 0) values[textOf(block.block_id)] = Object.fromEntries(fields);
  }
  return { values };
}

/** A view as methods answer it and interactions carry it (Slack docs: views.open). */
export function viewJson(view: View, app: { id: string; botId: string }): JsonObject {
  const { spec } = view;
  return {
    id: view.id,
    team_id: view.teamId,
    type: spec.type ?? 'modal',
    title: spec.title ?? null,
    submit: spec.submit ?? null,
    close: spec.close ?? null,
    blocks: spec.blocks ?? [],
    private_metadata: spec.private_metadata ?? '',
    callback_id: spec.callback_id ?? '',
    external_id: spec.external_id ?? '',
    state: stateOf(view),
    hash: view.hash,
    clear_on_close: spec.clear_on_close ?? false,
    notify_on_close: spec.notify_on_close ?? false,
    submit_disabled: spec.submit_disabled ?? false,
    root_view_id: view.rootId,
    previous_view_id: view.previousId,
    app_id: app.id,
    app_installed_team_id: view.teamId,
    bot_id: app.botId,
  };
}
