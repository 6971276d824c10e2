import { type JsonObject, objectOf } from '../../shared/json.ts';
import { inSlacksWords } from '../block-kit/schema.ts';
import { homeProblems, isTooLarge, modalProblems } from '../block-kit/view.ts';
import type { View } from '../views/view.ts';
import { viewJson } from '../views/view.ts';
import { isTaken } from '../views/view-store.ts';
import { ApiError, type Call, invalidArguments, type Method } from './call.ts';

/** Slack docs: views.open. */
export const open: Method = (call) => {
  const spec = modalFrom(call);
  refuseTaken(call, spec);
  return answer(call, call.platform.views.open(call.install.teamId, redeemed(call), spec));
};

/** Slack docs: views.push. */
export const push: Method = (call) => {
  const { platform, install } = call;
  const spec = modalFrom(call);
  refuseTaken(call, spec);
  const view = platform.views.push(install.teamId, redeemed(call), spec);
  if (!view) throw new ApiError('push_limit_reached');
  return answer(call, view);
};

/** Slack docs: views.update. */
export const update: Method = (call) => {
  const { args, platform, install } = call;
  const by = args.has('view_id') ? { id: args.text('view_id') } : { externalId: args.text('external_id') };
  if (!args.has('view_id') && !args.has('external_id'))
    throw invalidArguments('missing required field: view_id');
  const spec = specFrom(call);
  const view = platform.views.find(install.teamId, by);
  if (!view) throw new ApiError('not_found');
  refuseProblems(view.spec.type === 'home' ? homeProblems(spec) : modalProblems(spec));
  refuseTaken(call, spec, view);
  refuseStale(call, view);
  return answer(call, platform.views.update(view, spec));
};

/** Slack docs: views.publish. */
export const publish: Method = (call) => {
  const { args, platform, install } = call;
  if (!platform.app.homeTab) throw new ApiError('not_enabled');
  const spec = specFrom(call);
  refuseProblems(homeProblems(spec));
  const user = platform.world.userSeenFrom(install.teamId, args.text('user_id'));
  if (!user) throw invalidArguments('invalid user_id');
  const known = platform.views.home(install.teamId, user.id);
  if (known) refuseStale(call, known);
  refuseTaken(call, spec, known ?? undefined);
  return answer(call, platform.views.publish(install.teamId, user.id, spec));
};

function modalFrom(call: Call): JsonObject {
  if (!call.args.has('trigger_id')) throw invalidArguments('missing required field: trigger_id');
  const spec = specFrom(call);
  refuseProblems(modalProblems(spec));
  return spec;
}

function specFrom({ args }: Call): JsonObject {
  const spec = objectOf(args.json('view'));
  if (!spec) throw invalidArguments('must be an object [json-pointer:/view]');
  if (isTooLarge(spec)) throw new ApiError('view_too_large');
  return spec;
}

function refuseProblems(problems: ReturnType<typeof modalProblems>): void {
  if (problems.length > 0) throw invalidArguments(...problems.map(inSlacksWords));
}

function refuseTaken({ platform, install }: Call, spec: JsonObject, but?: View): void {
  if (isTaken(platform.views, install.teamId, spec, but)) throw new ApiError('duplicate_external_id');
}

function refuseStale({ args }: Call, view: View): void {
  if (args.has('hash') && args.text('hash') !== view.hash) throw new ApiError('hash_conflict');
}

function redeemed({ args, platform, install }: Call): string {
  const redeemed = platform.triggers.redeem(install.teamId, args.text('trigger_id'));
  if ('error' in redeemed) throw new ApiError(redeemed.error);
  return redeemed.userId;
}

function answer({ platform, install }: Call, view: View): JsonObject {
  return { view: viewJson(view, { id: platform.app.id, botId: install.botId }) };
}
