import type { Json, JsonObject } from '../../shared/json.ts';
import { objectOf, objectsOf, textOf } from '../../shared/json.ts';
import { inSlacksWords } from '../block-kit/schema.ts';
import { modalProblems } from '../block-kit/view.ts';
import type { Platform } from '../platform.ts';
import type { View } from '../views/view.ts';

/** What the client says when it cannot make anything of an answer. */
const TROUBLE = 'We had some trouble connecting. Try again?';

/**
 * Does what the app answered to a submission: nothing closes the modal, `response_action` says anything else
 * (Slack docs: "Modals", response_action).
 */
export function afterSubmission({ views }: Platform, view: View, body: Json | null): void {
  const answer = objectOf(body);
  const action = answer?.response_action;
  if (body === null || body === '' || (answer && Object.keys(answer).length === 0))
    views.closeTop(view.userId);
  else if (action === 'clear') views.closeAll(view.userId);
  else if (action === 'errors') showErrors(view, objectOf(answer?.errors));
  else if (action === 'update' || action === 'push') changeModal(views, view, action, objectOf(answer?.view));
  else view.trouble = TROUBLE;
}

/** Errors belong to input blocks of this view; any other key, and none, is an answer Slack cannot use. */
function showErrors(view: View, errors: JsonObject | null): void {
  const inputs = objectsOf(view.spec.blocks).flatMap(({ type, block_id }) =>
    type === 'input' ? [textOf(block_id)] : [],
  );
  const keys = Object.keys(errors ?? {});
  const usable =
    keys.length > 0 && keys.every((key) => inputs.includes(key) && typeof errors?.[key] === 'string');
  if (usable) view.errors = Object.fromEntries(keys.map((key) => [key, textOf(errors?.[key])]));
  else view.trouble = TROUBLE;
}

function changeModal(
  views: Platform['views'],
  view: View,
  action: 'update' | 'push',
  spec: JsonObject | null,
): void {
  const problems = spec ? modalProblems(spec).map(inSlacksWords) : ['missing view'];
  if (spec && problems.length === 0) {
    if (action === 'update') views.update(view, spec);
    else if (!views.push(view.teamId, view.userId, spec)) view.trouble = TROUBLE;
  } else view.trouble = `${TROUBLE} (${problems.join('; ')})`;
}
