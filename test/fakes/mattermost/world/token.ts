import type { JsonObject } from '../../shared/json.ts';

/** A key to the REST API: a login's session, or an access token of a person or bot. */
export interface Token {
  readonly id: string;
  readonly token: string;
  readonly userId: string;
  readonly description: string;
  readonly kind: 'session' | 'access token';
  /** False: revoked or disabled. */
  active: boolean;
}

/** An access token; the secret only in the answer that made it (model.UserAccessToken). */
export function tokenJson(token: Token, secret: boolean): JsonObject {
  return {
    id: token.id,
    ...(secret ? { token: token.token } : {}),
    user_id: token.userId,
    description: token.description,
    is_active: token.active,
  };
}
