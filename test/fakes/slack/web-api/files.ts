import { objectsOf, textOf } from '../../shared/json.ts';
import { fileJson, type StoredFile } from '../world/file.ts';
import { ApiError, Args, type Call, invalidArguments, type Method } from './call.ts';
import { contentFrom } from './content.ts';
import { ownChannel } from './destination.ts';

/** Characters of an alternative text (Slack docs: files.getUploadURLExternal, alt_txt_too_large). */
const ALT_TEXT = 1_000;

/** Slack docs: files.getUploadURLExternal. */
export const getUploadUrl: Method = ({ args, install, platform }) => {
  const length = Number(args.text('length'));
  if (!Number.isInteger(length) || length < 0)
    throw invalidArguments('must be an integer [json-pointer:/length]');
  if (length === 0) throw new ApiError('missing_argument');
  if (args.text('alt_txt').length > ALT_TEXT) throw new ApiError('alt_txt_too_large');
  const file: StoredFile = {
    id: platform.ids.id('F'),
    teamId: install.teamId,
    filename: args.text('filename'),
    altText: args.text('alt_txt'),
    length,
    secret: platform.ids.hex(32),
    bytes: null,
    title: null,
    readyAt: null,
  };
  platform.world.files.set(file.id, file);
  return { upload_url: `${platform.url}/upload/v1/${file.id}/${file.secret}`, file_id: file.id };
};

/** Slack docs: files.completeUploadExternal. Without a channel the files stay private. */
export const completeUpload: Method = (call) => {
  const { args, platform, install } = call;
  const given = objectsOf(args.json('files'));
  if (given.length === 0) throw invalidArguments('no fewer than 1 items allowed [json-pointer:/files]');
  const files = given.map(({ id, title }) => ({ file: uploaded(call, textOf(id)), title: textOf(title) }));
  const channel = args.has('channel_id') ? ownChannel(call, 'channel_id') : null;
  for (const { file, title } of files) {
    file.title = title === '' ? null : title;
    file.readyAt = platform.clock.now() + platform.settings.fileProcessingMs;
  }
  if (channel) {
    const { text, blocks } =
      args.has('initial_comment') || args.has('blocks')
        ? contentFrom(commentOf(call), platform)
        : { text: '', blocks: [] };
    platform.world.post(channel, {
      text,
      blocks,
      attachments: [],
      ts: platform.ids.ts(),
      user: install.botUserId,
      botId: install.botId,
      broadcast: false,
      fileIds: files.map(({ file }) => file.id),
      ...(args.has('thread_ts') ? { threadTs: args.text('thread_ts') } : {}),
    });
  }
  return { files: files.map(({ file }) => fileJson(file)) };
};

/** The comment is the text; blocks beside it are ignored. */
function commentOf({ args }: Call): Args {
  const comment = args.text('initial_comment');
  return comment === '' ? args : new Args({ text: comment });
}

function uploaded({ install, platform }: Call, id: string): StoredFile {
  const file = platform.world.files.get(id);
  if (!file?.bytes || file.teamId !== install.teamId) throw new ApiError('file_not_found');
  return file;
}
