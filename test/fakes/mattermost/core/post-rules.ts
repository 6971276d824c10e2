import { type JsonObject, objectsOf, textOf } from '../../shared/json.ts';
import type { Platform } from '../platform.ts';
import { actionsOf, attachmentsOf } from '../world/post.ts';
import { AppError } from './error.ts';

/** Runes of the props as JSON: what the column holds, less what the server adds to a user's (model/post.go). */
const PROPS_RUNES = 800_000;
const USER_PROPS_RUNES = PROPS_RUNES - 40_000;
/** Runes of the list of files as JSON, about ten of them. */
const FILE_IDS_RUNES = 300;
const STYLES = new Set(['default', 'primary', 'success', 'good', 'warning', 'danger']);
const HEX_COLOR = /^#(?:[0-9a-fA-F]{3}){1,2}$/;

interface Draft {
  readonly message: string;
  readonly props: JsonObject;
  readonly fileIds: readonly string[];
}

/** Refuses what the server does not store (Post.IsValid, Post.SanitizeInput). */
export function demandPostFits({ settings }: Platform, draft: Draft, by: 'user' | 'server'): void {
  const length = runes(draft.message);
  if (length > settings.maxPostRunes) {
    const detail = `id=, length=${length}, maxLength=${settings.maxPostRunes}`;
    throw new AppError('model.post.is_valid.message_length.app_error', 400, detail, 'Invalid message.');
  }
  if (runes(JSON.stringify(draft.fileIds)) > FILE_IDS_RUNES)
    throw new AppError('model.post.is_valid.file_ids.app_error', 400, '', 'Invalid file ids.');
  if (runes(JSON.stringify(draft.props)) > (by === 'user' ? USER_PROPS_RUNES : PROPS_RUNES))
    throw new AppError('model.post.is_valid.props.app_error', 400, '', 'Invalid props.');
}

/**
 * What the server writes into its log of attachments it would rather not have (Post.propsIsValid: "in a future version
 * this will result in an error"); refused where the fake is strict.
 */
export function demandAttachmentsFit(platform: Platform, props: JsonObject): void {
  const problems = [
    ...attachmentsOf({ props }).flatMap(attachmentProblems),
    ...actionsOf({ props }).flatMap(actionProblems),
  ];
  if (props.attachments !== undefined && !Array.isArray(props.attachments))
    problems.push('attachments must be a list');
  if (problems.length === 0) return;
  platform.complain(`post: ${problems.join('; ')}`);
  if (platform.settings.strict)
    throw new AppError('fake.strict.post_props', 400, problems.join('; '), 'The server would log this.');
}

/** How many code points: what the server calls runes. */
function runes(text: string): number {
  let count = 0;
  for (const _ of text) count += 1;
  return count;
}

function attachmentProblems({ color, title_link, image_url, thumb_url, fields }: JsonObject): string[] {
  const problems: string[] = [];
  const colour = textOf(color);
  if (colour !== '' && !['good', 'warning', 'danger'].includes(colour) && !HEX_COLOR.test(colour))
    problems.push(`invalid color "${colour}"`);
  for (const url of [title_link, image_url, thumb_url]) {
    if (textOf(url) !== '' && !isHttpUrl(textOf(url))) problems.push(`invalid url "${textOf(url)}"`);
  }
  for (const field of objectsOf(fields)) {
    if (field.title === undefined && field.value === undefined)
      problems.push('a field without title and value');
  }
  return problems;
}

function actionProblems(action: JsonObject): string[] {
  const problems: string[] = [];
  const type = textOf(action.type);
  const style = textOf(action.style);
  const options = objectsOf(action.options);
  const source = textOf(action.data_source);
  if (textOf(action.name) === '') problems.push('action must have a name');
  if (style !== '' && !STYLES.has(style) && !HEX_COLOR.test(style)) problems.push(`invalid style "${style}"`);
  if (type !== 'button' && type !== 'select') problems.push('action must be a button or a select');
  if (type === 'button' && (options.length > 0 || source !== '')) problems.push('a button has no options');
  if (type === 'select' && (options.length === 0) === (source === ''))
    problems.push('a select has either options or a data source');
  for (const { text, value } of options) {
    if (textOf(text) === '' || textOf(value) === '') problems.push('an option needs text and value');
  }
  const { integration } = action;
  const url = typeof integration === 'object' && integration && 'url' in integration ? integration.url : '';
  if (!isHttpUrl(textOf(url)) && !/^\/?plugins\//.test(textOf(url)))
    problems.push('action must have a valid integration URL');
  return problems;
}

/** http or https with a host (model.IsValidHTTPURL). */
export function isHttpUrl(url: string): boolean {
  return /^https?:\/\/[^/]/.test(url) && URL.canParse(url);
}
