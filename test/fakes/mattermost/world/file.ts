import type { JsonObject } from '../../shared/json.ts';

/** An uploaded file; it belongs to one post at most, for ever. */
export interface StoredFile {
  readonly id: string;
  readonly userId: string;
  readonly channelId: string;
  postId: string;
  readonly name: string;
  readonly bytes: Buffer;
  readonly createAt: number;
  deleteAt: number;
}

/** A file as the REST API shows it (model.FileInfo). */
export function fileJson(file: StoredFile): JsonObject {
  const extension = /\.([^.]+)$/.exec(file.name)?.[1] ?? '';
  return {
    id: file.id,
    user_id: file.userId,
    post_id: file.postId,
    channel_id: file.channelId,
    create_at: file.createAt,
    update_at: file.createAt,
    delete_at: file.deleteAt,
    name: file.name,
    extension,
    size: file.bytes.length,
    mime_type: extension === 'png' ? 'image/png' : 'application/octet-stream',
    mini_preview: null,
    remote_id: '',
    archived: false,
  };
}
