import type { Json, JsonObject } from '../../shared/json.ts';
import { objectOf } from '../../shared/json.ts';
import type { Platform } from '../platform.ts';
import { ApiError, Args } from '../web-api/call.ts';
import { contentFrom } from '../web-api/content.ts';
import { type Channel, messageAt } from '../world/channel.ts';
import type { ResponsePlace } from './response-urls.ts';

/** Where an answer of the app ended: its time stamp, and whether only one person sees it. */
export interface Landed {
  readonly ts: string;
  readonly private: boolean;
}

/**
 * Shows what the app answers to an interaction, with its acknowledgement or by response_url: privately unless it
 * says `in_channel`. Throws an ApiError for what Slack refuses.
 */
export function showAnswer(platform: Platform, place: ResponsePlace, answer: JsonObject): Landed {
  const args = new Args(answer);
  const content = contentFrom(args, platform);
  const { world, ids } = platform;
  const channel = channelOf(platform, place);
  const thread = args.text('thread_ts') || place.threadTs;
  // Taken, and seen by nobody: the thread is none of this channel.
  if (thread && !messageAt(channel, thread)) return { ts: ids.ts(), private: true };
  const threaded = thread === null || thread === '' ? {} : { threadTs: thread };
  if (args.text('response_type') === 'in_channel') {
    const botId = world.workspaces.get(place.teamId)?.install.botId ?? '';
    const posted = world.post(channel, {
      ...content,
      ...threaded,
      ts: ids.ts(),
      botId,
      subtype: 'bot_message',
      broadcast: false,
      fileIds: [],
    });
    return { ts: posted.ts, private: false };
  }
  const whispered = world.whisper({
    ...content,
    ...threaded,
    ts: ids.ts(),
    channelId: channel.id,
    userId: place.userId,
  });
  return { ts: whispered.ts, private: true };
}

/** An HTTP answer of hooks.slack.com. */
export interface HookAnswer {
  readonly status: number;
  readonly body: JsonObject;
}

/** Takes a post to a response_url (Slack docs: "Handling user interaction", "Responding with response_url"). */
export function answerByUrl(platform: Platform, path: string, body: Json | undefined): HookAnswer {
  const place = platform.responseUrls.use(path);
  if (!place) return { status: 404, body: { ok: false, error: 'invalid_url' } };
  if ('error' in place) return { status: 404, body: { ok: false, error: place.error } };
  const answer = objectOf(body);
  if (!answer) return { status: 400, body: { ok: false, error: 'invalid_payload' } };
  try {
    placed(platform, place, path.startsWith('/commands/'), answer);
    return { status: 200, body: { ok: true } };
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
    return { status: 400, body: { ok: false, error: error.code, ...error.more } };
  }
}

function placed(platform: Platform, place: ResponsePlace, own: boolean, answer: JsonObject): void {
  const args = new Args(answer);
  const channel = channelOf(platform, place);
  if (args.flag('delete_original')) {
    if (place.originalTs === null || !platform.world.remove(channel, place.originalTs))
      throw new ApiError('message_not_found');
    return;
  }
  // What answered a command is not replaced, whatever is asked: another message stands under it (bolt-js issue 2287).
  if (args.flag('replace_original') && place.originalTs !== null && !own) {
    const content = contentFrom(args, platform);
    if (!platform.world.rewrite(channel, place.originalTs, content)) throw new ApiError('message_not_found');
    return;
  }
  const landed = showAnswer(platform, place, answer);
  if (own) place.originalTs = landed.ts;
}

function channelOf({ world }: Platform, place: ResponsePlace): Channel {
  const channel = world.channels.get(place.channelId);
  if (!channel) throw new ApiError('channel_not_found');
  return channel;
}
