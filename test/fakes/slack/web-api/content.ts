import { type JsonObject, objectOf, objectsOf } from '../../shared/json.ts';
import { filled } from '../block-kit/fill-ids.ts';
import { blockProblems, filesShown } from '../block-kit/message.ts';
import { inSlacksWords } from '../block-kit/schema.ts';
import { BLOCK_TEXT_TOTAL, textTotal } from '../block-kit/text-total.ts';
import type { Platform } from '../platform.ts';
import type { Content } from '../world/message.ts';
import { ApiError, type Args } from './call.ts';

/** Where Slack cuts a message's text (Slack docs: chat.postMessage, "Truncating content"). */
const TEXT_CUT = 40_000;
/** Slack docs: chat.postMessage, too_many_attachments. */
const ATTACHMENTS = 100;
/** Bytes of a message's metadata. Slack names the error and not the limit; this is ours, generous. */
const METADATA_BYTES = 8_000;

/** What a message is to say, checked; throws Slack's error for what it refuses. */
export function contentFrom(args: Args, platform: Platform): Content {
  const blocks = blocksFrom(args, platform);
  const attachments = objectsOf(args.json('attachments') ?? []);
  if (attachments.length > ATTACHMENTS) throw new ApiError('too_many_attachments');
  const text = args.text('markdown_text') || args.text('text');
  if (args.has('markdown_text') && (args.has('text') || blocks.length > 0))
    throw new ApiError('markdown_text_conflict');
  if (text === '' && blocks.length === 0 && attachments.length === 0) throw new ApiError('no_text');
  return { text: escapedOnce(text.slice(0, TEXT_CUT)), blocks, attachments };
}

/** The metadata of a message: undefined when none was given, null when it is to be taken away. */
export function metadataFrom(args: Args): JsonObject | null | undefined {
  if (!args.has('metadata')) return undefined;
  const metadata = objectOf(args.json('metadata'));
  if (!metadata) throw new ApiError('invalid_metadata_format');
  if (Object.keys(metadata).length === 0) return null;
  if (typeof metadata.event_type !== 'string' || !objectOf(metadata.event_payload)) {
    throw new ApiError('invalid_metadata_schema');
  }
  if (Buffer.byteLength(JSON.stringify(metadata)) > METADATA_BYTES) throw new ApiError('metadata_too_large');
  return metadata;
}

function blocksFrom(args: Args, platform: Platform): JsonObject[] {
  const given = args.json('blocks');
  if (given === null) return [];
  if (!Array.isArray(given) || given.some((block) => !objectOf(block)))
    throw new ApiError('invalid_blocks_format');
  const blocks = objectsOf(given);
  const problems = [...blockProblems(blocks).map(inSlacksWords), ...unreadyFiles(blocks, platform)];
  if (problems.length > 0) throw invalidBlocks(problems);
  if (textTotal(blocks) > BLOCK_TEXT_TOTAL) throw new ApiError('msg_blocks_too_long');
  return filled(blocks, () => platform.ids.blockId());
}

/** A file that Slack does not know, or is still busy with (PLATFORM-FACTS 1.10). */
function unreadyFiles(blocks: readonly JsonObject[], { world, clock, url }: Platform): string[] {
  return filesShown(blocks).flatMap(({ id, url: address }) => {
    const file = world.files.get(id === '' ? address.replace(`${url}/files/`, '') : id);
    const ready = file?.readyAt != null && file.readyAt <= clock.now();
    return ready ? [] : ['invalid slack file [json-pointer:/blocks]'];
  });
}

function invalidBlocks(errors: readonly string[]): ApiError {
  return new ApiError('invalid_blocks', {
    errors: [...errors],
    response_metadata: { messages: errors.map((error) => `[ERROR] ${error}`) },
  });
}

/** Slack keeps a bare & as an entity; what is one already stays. */
function escapedOnce(text: string): string {
  return text.replace(/&(?!(amp|lt|gt);)/g, '&amp;');
}
