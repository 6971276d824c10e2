import type { JsonObject } from '../../shared/json.ts';

/** A file on its way up: address handed out, bytes received, completed (Slack docs: "Uploading files"). */
export interface StoredFile {
  readonly id: string;
  readonly teamId: string;
  readonly filename: string;
  readonly altText: string;
  /** Bytes announced to files.getUploadURLExternal. */
  readonly length: number;
  /** The unguessable end of its upload address. */
  readonly secret: string;
  bytes: Buffer | null;
  title: string | null;
  /** When a block may show it, ms: Slack processes what was completed for a while. Null before completion. */
  readyAt: number | null;
}

/** How files.completeUploadExternal and messages show it. */
export function fileJson(file: StoredFile): JsonObject {
  return { id: file.id, title: file.title ?? file.filename, name: file.filename, size: file.length };
}
