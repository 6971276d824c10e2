import { z } from 'zod';

/** What the server sends, as far as it is read here. Anything else in a request is left alone. */

/** Ids of Mattermost (server/public/model/utils.go, NewId). */
export const id = z.string().regex(/^[a-z0-9]{26}$/);

/** A form's fields (server/channels/app/command.go); persons it names stand in lists beside it. */
export const commandShape = z.object({
  token: z.string(),
  team_id: id,
  channel_id: id,
  channel_name: z.string().catch(''),
  user_id: id,
  text: z.string().catch(''),
  trigger_id: z.string().min(1).nullable().catch(null),
  root_id: id.nullable().catch(null),
  response_url: z.string().catch(''),
});

/** server/public/model/integration_action.go, PostActionIntegrationRequest. */
export const pressShape = z.object({
  user_id: id,
  channel_id: id,
  channel_name: z.string().catch(''),
  team_id: z.string().catch(''),
  post_id: id,
  trigger_id: z.string().min(1).nullable().catch(null),
  context: z.unknown(),
});

/**
 * server/public/model/integration_action.go, SubmitDialogRequest. All but the person is what a client said: whoever has
 * an account makes the server send what they like.
 */
export const submitShape = z.object({
  type: z.literal('dialog_submission'),
  state: z.string().catch(''),
  user_id: id,
  /** Where the client was; empty where that is no channel, as in the list of threads. */
  channel_id: z.string().catch(''),
  submission: z.record(z.string(), z.unknown()).nullable().catch(null),
  cancelled: z.boolean().catch(false),
});
