import { z } from 'zod';

/**
 * What Slack sends, as far as it is read here; the types of the SDK promise more than Slack keeps (`item_user`,
 * `message.user` and many others can be missing). Anything else in a payload is left alone.
 */

const id = z.string().min(1);
const team = z.object({ id }).nullish();
/** "1700000000.000100": seconds since 1970, and a message's name in its channel. */
const ts = z.string().regex(/^\d+(\.\d+)?$/);

/**
 * The right to open a view, and the name of what was done. Slack always gives one; without it no form opens at once, and
 * nothing else is missing.
 */
const trigger = id.nullish().catch(null);
/** When it was done; a number where somebody stands in for Slack. */
const instant = z.preprocess((at) => (typeof at === 'number' ? String(at) : at), ts.nullish().catch(null));

/** Where a payload names the workspaces it concerns. */
export const teamsShape = z.object({
  team_id: id.nullish(),
  context_team_id: id.nullish(),
  authorizations: z.array(z.object({ team_id: id.nullish() })).nullish(),
  team,
  user: z.object({ team_id: id.nullish() }).nullish().catch(null),
  view: z.object({ app_installed_team_id: id.nullish(), team_id: id.nullish() }).nullish(),
  message: z.object({ team: id.nullish() }).nullish(),
});

export const commandShape = z.object({
  text: z.string().catch(''),
  response_url: z.string().nullish(),
  trigger_id: trigger,
  user_id: id,
  team_id: id,
  channel_id: id,
});

const actor = z.object({ id, team_id: id.nullish() });

export const pressShape = z.object({
  user: actor,
  channel: z.object({ id }).nullish(),
  message: z.object({ ts, thread_ts: ts.nullish(), user: id.nullish() }).nullish(),
  container: z
    .object({
      message_ts: ts.nullish(),
      thread_ts: ts.nullish(),
      channel_id: id.nullish(),
      is_ephemeral: z.boolean().nullish(),
    })
    .nullish(),
  view: z.object({ id, hash: z.string().nullish(), type: z.string() }).nullish(),
  actions: z
    .array(z.object({ action_id: z.string(), value: z.string().nullish(), action_ts: instant }))
    .min(1),
  trigger_id: trigger,
  response_url: z.string().nullish(),
});

/** Options are kept whole: a form that is shown again is filled with them. */
const option = z.looseObject({ value: z.string() });

/** One input's value; which of them is there depends on its kind. */
const input = z.object({
  type: z.string(),
  value: z.string().nullish(),
  selected_option: option.nullish(),
  selected_options: z.array(option).nullish(),
});

export const submitShape = z.object({
  user: actor,
  /** Sent, but none of the properties Slack documents. */
  trigger_id: id.nullish(),
  view: z.looseObject({
    id,
    private_metadata: z.string().catch(''),
    state: z.object({ values: z.record(z.string(), z.record(z.string(), input)) }),
  }),
});

export const shortcutShape = z.object({
  user: actor,
  trigger_id: trigger,
  response_url: z.string().nullish(),
  action_ts: instant,
  channel: z.object({ id }),
  message: z.object({
    ts,
    thread_ts: ts.nullish(),
    text: z.string().catch(''),
    user: id.nullish(),
    user_team: id.nullish(),
    team: id.nullish(),
    bot_id: id.nullish(),
  }),
});

/** An interaction of a kind that is none of ours. */
export const strangeShape = z.object({
  user: actor.nullish().catch(null),
  channel: z.object({ id }).nullish().catch(null),
  message: z.object({ ts, thread_ts: ts.nullish() }).nullish().catch(null),
  response_url: z.string().nullish().catch(null),
});

/** What every event comes in. */
export const envelopeShape = z.object({
  event_id: id,
  /** Absent from what an emulator sends. */
  is_ext_shared_channel: z.boolean().nullish(),
  event: z.looseObject({ type: z.string() }),
});

export const reactionShape = z.object({
  user: id,
  reaction: id,
  item: z.object({ type: z.literal('message'), channel: id, ts }),
  item_user: id.nullish(),
  event_ts: ts.nullish(),
});

export const homeShape = z.object({ user: id, tab: z.string(), event_ts: ts.nullish() });

/**
 * A text of a person in the conversation with the box; edits, joins and what bots say have a subtype or a bot. Where the
 * kind of channel is not told, its id does: those of conversations of two begin with D.
 */
export const directMessageShape = z
  .object({
    channel: id,
    channel_type: z.literal('im').nullish(),
    subtype: z.null().optional(),
    bot_id: z.null().optional(),
    user: id,
    user_team: id.nullish(),
    text: z.string(),
    ts,
  })
  .refine(({ channel, channel_type: kind }) => kind === 'im' || channel.startsWith('D'));

export const channelEventShape = z.object({ channel: id });
export const membershipShape = z.object({ user: id, channel: id });
export const tokensRevokedShape = z.object({ tokens: z.object({ bot: z.array(z.string()).nullish() }) });
export const userChangeShape = z.object({ user: z.object({ id, team_id: z.string().catch('') }) });

/** Events dropped because there were too many (Slack docs: app_rate_limited). */
export const rateLimitedShape = z.object({
  type: z.literal('app_rate_limited'),
  team_id: id,
  /** Unix seconds. */
  minute_rate_limited: z.number().int(),
});

/** Slack's seconds as milliseconds. */
export function instantOf(seconds: string): number {
  return Math.round(Number(seconds) * 1000);
}
