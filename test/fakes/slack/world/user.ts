import type { JsonObject } from '../../shared/json.ts';

/** What somebody is in their workspace (Slack docs: "User object"). */
export type UserKind = 'member' | 'guest' | 'single-channel guest' | 'bot';

export interface User {
  readonly id: string;
  /** The workspace this person belongs to; with Slack Connect it need not be the one they are seen in. */
  readonly teamId: string;
  name: string;
  realName: string;
  kind: UserKind;
  /** False once an administrator deactivated the account. */
  active: boolean;
  /** An IETF tag such as fr-FR. */
  locale: string;
  /** An IANA zone such as Europe/Paris. */
  tz: string;
  /** Shown only to tokens with users:read.email. */
  email: string;
}

/** How users.info shows a user (Slack docs: users.info). */
export function userJson(
  user: User,
  show: { locale: boolean; email: boolean; stranger: boolean },
): JsonObject {
  const guest = user.kind === 'guest' || user.kind === 'single-channel guest';
  return {
    id: user.id,
    team_id: user.teamId,
    name: user.name,
    deleted: !user.active,
    real_name: user.realName,
    tz: user.tz,
    profile: {
      real_name: user.realName,
      display_name: user.name,
      real_name_normalized: user.realName,
      display_name_normalized: user.name,
      team: user.teamId,
      ...(show.email ? { email: user.email } : {}),
    },
    is_admin: false,
    is_owner: false,
    is_primary_owner: false,
    is_restricted: guest,
    is_ultra_restricted: user.kind === 'single-channel guest',
    is_bot: user.kind === 'bot',
    is_app_user: false,
    ...(show.stranger ? { is_stranger: true } : {}),
    ...(show.locale ? { locale: user.locale } : {}),
    updated: 1_700_000_000,
  };
}
