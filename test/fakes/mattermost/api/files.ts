import { mayPost } from '../core/access.ts';
import { AppError } from '../core/error.ts';
import { fileJson, type StoredFile } from '../world/file.ts';
import { type Answer, type Call, created, ok, type Route, route } from './call.ts';

/** /files (api4/file.go). */
export const fileRoutes: readonly Route[] = [
  route('POST', '/files', upload),
  route('GET', '/files/{file_id}/info', (call) => ok(fileJson(fileInPath(call)))),
];

/** One file: the whole body with ?channel_id&filename, or the parts of a form. */
async function upload(call: Call): Promise<Answer> {
  const { platform, user, query } = call;
  const { EnableFileAttachments, MaxFileSize } = platform.config.FileSettings;
  if (!EnableFileAttachments)
    throw new AppError('api.file.attachments.disabled.app_error', 501, '', 'File attachments are disabled.');
  const parts = await partsOf(call);
  const channel = platform.world.channels.get(parts.channelId || (query.get('channel_id') ?? ''));
  if (!mayPost(user, channel)) return call.demandThat(false, 'upload_file') as never;
  const stored = parts.files.map(({ name, bytes }): StoredFile => {
    if (bytes.length > MaxFileSize)
      throw new AppError('api.file.upload_file.too_large_detailed.app_error', 413, '', 'File is too large.');
    return {
      id: platform.ids.id(),
      userId: user.id,
      channelId: channel.id,
      postId: '',
      name,
      bytes,
      createAt: platform.clock.now(),
      deleteAt: 0,
    };
  });
  for (const file of stored) platform.world.files.set(file.id, file);
  return created({ file_infos: stored.map(fileJson), client_ids: [] });
}

async function partsOf({ bytes, contentType, query }: Call) {
  if (!contentType.startsWith('multipart/form-data')) {
    return { channelId: '', files: [{ name: query.get('filename') ?? '', bytes }] };
  }
  const form = await new Response(new Uint8Array(bytes), {
    headers: { 'content-type': contentType },
  }).formData();
  const files = form.getAll('files').filter((part) => typeof part !== 'string');
  return {
    channelId: String(form.get('channel_id') ?? ''),
    files: await Promise.all(
      files.map(async (file) => ({ name: file.name, bytes: Buffer.from(await file.arrayBuffer()) })),
    ),
  };
}

function fileInPath(call: Call): StoredFile {
  const file = call.platform.world.files.get(call.id('file_id'));
  if (!file) throw new AppError('app.file_info.get.app_error', 404, '', 'Unable to get the file info.');
  return file;
}
