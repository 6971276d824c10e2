import type { JsonObject } from '../../shared/json.ts';

/** Something clients are told; who is told is the narrowest of what `to` names (model.WebsocketBroadcast). */
export interface SiteEvent {
  readonly event: string;
  readonly data: JsonObject;
  readonly to: {
    readonly userId?: string;
    readonly channelId?: string;
    readonly teamId?: string;
    readonly omitUserId?: string;
  };
}

/** An event as it goes over the wire. */
export function eventJson({ event, data, to }: SiteEvent, seq: number): JsonObject {
  return {
    event,
    data,
    broadcast: {
      omit_users: to.omitUserId === undefined ? null : { [to.omitUserId]: true },
      user_id: to.userId ?? '',
      channel_id: to.channelId ?? '',
      team_id: to.teamId ?? '',
      connection_id: '',
      omit_connection_id: '',
    },
    seq,
  };
}
