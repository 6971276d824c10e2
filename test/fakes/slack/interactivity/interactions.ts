import type { Json, JsonObject } from '../../shared/json.ts';
import { objectOf } from '../../shared/json.ts';
import type { Delivery, Receipt } from '../delivery/delivery.ts';
import type { Dispatcher } from '../delivery/dispatcher.ts';
import type { Platform } from '../platform.ts';
import type { View } from '../views/view.ts';
import { ApiError } from '../web-api/call.ts';
import { type Channel, messageAt } from '../world/channel.ts';
import type { Message } from '../world/message.ts';
import { type Landed, showAnswer } from './answers.ts';
import {
  commandPayload,
  type Doing,
  messageActionsPayload,
  shortcutPayload,
  viewActionsPayload,
  viewPayload,
} from './payloads.ts';
import { afterSubmission } from './submission.ts';

/**
 * What a person's client says when the app did not answer as it should: the names Slack shows in "failed with the
 * error …".
 */
export type ClientError =
  | 'operation_timeout'
  | 'http_service_error'
  | 'dispatch_failed'
  | 'invalid_command_response'
  /** No app has this command, or not for this person. */
  | 'unknown_command'
  /** The client refuses to send the form: something is missing or has the wrong length. */
  | 'incomplete';

/** What a person learns of what they did. */
export interface Outcome {
  /** Null when the app acknowledged in time. */
  readonly error: ClientError | null;
  /** Time to the acknowledgement, by the fake's clock. */
  readonly ms: number;
  /** What the acknowledgement carried. */
  readonly body: Json | null;
  /** The message that came with the acknowledgement. */
  readonly answered: Landed | null;
}

/** What persons do with the app, told to it at once and once: Slack does not repeat interactions. */
export class Interactions {
  readonly #platform: Platform;
  readonly #dispatcher: Dispatcher;

  constructor(platform: Platform, dispatcher: Dispatcher) {
    this.#platform = platform;
    this.#dispatcher = dispatcher;
  }

  /** A slash command with what arrives of its text. */
  async command(doing: Doing, command: string, text: string, channel: Channel): Promise<Outcome> {
    const responseUrl = this.#responseUrl('commands', doing, channel, null, null);
    const payload = commandPayload(this.#platform, doing, { command, text, channel, responseUrl });
    const outcome = await this.#send('slash_commands', payload);
    if (outcome.error !== null || outcome.body === null) return outcome;
    return this.#commandAnswer(outcome, responseUrl, outcome.body);
  }

  /** A press or pick in a message; `action` says which. */
  pressInMessage(doing: Doing, channel: Channel, ts: string, action: JsonObject): Promise<Outcome> {
    const message = messageAt(channel, ts) ?? null;
    const threadTs = message?.threadTs ?? this.#platform.world.ephemeralAt(channel.id, ts)?.threadTs ?? null;
    const responseUrl = this.#responseUrl('actions', doing, channel, ts, threadTs);
    const on = { channel, ts, threadTs, message, responseUrl };
    return this.#send('interactive', messageActionsPayload(this.#platform, doing, on, action));
  }

  /** A press or pick in a modal or Home tab. */
  pressInView(doing: Doing, view: View, action: JsonObject): Promise<Outcome> {
    return this.#send('interactive', viewActionsPayload(this.#platform, doing, view, action));
  }

  /** The entry of the app in a message's menu. */
  shortcut(doing: Doing, callbackId: string, channel: Channel, message: Message): Promise<Outcome> {
    const responseUrl = this.#responseUrl('actions', doing, channel, null, null);
    const on = { callbackId, channel, message, responseUrl };
    return this.#send('interactive', shortcutPayload(this.#platform, doing, on));
  }

  /** A modal is sent; what the app answers happens to it. */
  async submit(doing: Doing, view: View): Promise<Outcome> {
    view.errors = {};
    view.trouble = null;
    const outcome = await this.#send(
      'interactive',
      viewPayload(this.#platform, doing, 'view_submission', view, { response_urls: [] }),
    );
    if (outcome.error === null) afterSubmission(this.#platform, view, outcome.body);
    else view.trouble = outcome.error;
    this.#platform.world.changed();
    return outcome;
  }

  /** A modal was closed by its person; told only where it asked for that (notify_on_close). */
  async close(doing: Doing, view: View): Promise<Outcome | null> {
    this.#platform.views.closeTop(view.userId);
    if (view.spec.notify_on_close !== true) return null;
    return this.#send(
      'interactive',
      viewPayload(this.#platform, doing, 'view_closed', view, { is_cleared: false }),
    );
  }

  async #send(kind: Delivery['kind'], payload: JsonObject): Promise<Outcome> {
    const receipt = await this.#dispatcher.send({ kind, payload, retry: null });
    return {
      error: errorOf(receipt),
      ms: receipt.ms,
      body: receipt.acked ? receipt.body : null,
      answered: null,
    };
  }

  #commandAnswer(outcome: Outcome, responseUrl: string, body: Json): Outcome {
    const place = this.#platform.responseUrls.placeOf(responseUrl);
    const answer = typeof body === 'string' ? { text: body } : objectOf(body);
    if (!place || !answer) return { ...outcome, error: 'invalid_command_response' };
    try {
      const answered = showAnswer(this.#platform, place, answer);
      place.originalTs = answered.ts;
      return { ...outcome, answered };
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      return { ...outcome, error: 'invalid_command_response' };
    }
  }

  #responseUrl(
    kind: 'commands' | 'actions',
    { user, workspace }: Doing,
    channel: Channel,
    originalTs: string | null,
    threadTs: string | null,
  ): string {
    return this.#platform.responseUrls.issue(kind, {
      teamId: workspace.id,
      channelId: channel.id,
      userId: user.id,
      originalTs,
      threadTs,
    });
  }
}

function errorOf(receipt: Receipt): ClientError | null {
  if (receipt.acked) return null;
  if (receipt.reason === 'http_timeout') return 'operation_timeout';
  return receipt.reason === 'http_error' ? 'http_service_error' : 'dispatch_failed';
}
