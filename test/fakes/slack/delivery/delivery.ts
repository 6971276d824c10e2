import type { Json, JsonObject } from '../../shared/json.ts';

/** How long Slack waits for an acknowledgement, ms (Slack docs: "Handling user interaction", "Events API"). */
export const ACK_MS = 3_000;

/** What Slack sends, by the names of Socket Mode's envelopes. */
export type DeliveryKind = 'events_api' | 'slash_commands' | 'interactive';

/** Why a delivery failed (Slack docs: Events API, x-slack-retry-reason). */
export type FailureReason = 'http_timeout' | 'http_error' | 'connection_failed' | 'too_many_redirects';

export interface Retry {
  /** 1 to 3. */
  readonly attempt: number;
  readonly reason: FailureReason;
}

/** One sending. */
export interface Delivery {
  readonly kind: DeliveryKind;
  readonly payload: JsonObject;
  readonly retry: Retry | null;
}

/** What came of a sending. `ms` is the time to the acknowledgement, by the fake's clock. */
export type Receipt =
  | { readonly acked: true; readonly body: Json | null; readonly ms: number }
  | {
      readonly acked: false;
      readonly reason: FailureReason;
      /** The HTTP status, when there was one. */
      readonly status: number | null;
      /** The app asked for no more tries (x-slack-no-retry). */
      readonly noRetry: boolean;
      readonly ms: number;
    };

/** A way to the app: HTTP or a socket. It never rejects. */
export interface Way {
  deliver(delivery: Delivery): Promise<Receipt>;
}

/** A sending and what came of it, for tests to read. */
export interface DeliveryRecord {
  readonly delivery: Delivery;
  /** When it was sent, ms. */
  readonly at: number;
  receipt: Receipt | null;
}
