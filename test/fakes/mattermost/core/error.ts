import type { JsonObject } from '../../shared/json.ts';

/** What the server answers when it does not do what it was asked (model.AppError). Branch on `id`. */
export class AppError extends Error {
  readonly id: string;
  readonly status: number;
  readonly detail: string;

  constructor(id: string, status: number, detail = '', message = id) {
    super(message);
    this.id = id;
    this.status = status;
    this.detail = detail;
  }
}

export function errorJson(error: AppError, requestId: string): JsonObject {
  return {
    id: error.id,
    message: error.message,
    detailed_error: error.detail,
    request_id: requestId,
    status_code: error.status,
  };
}

export const invalidParam = (name: string): AppError =>
  new AppError(
    'api.context.invalid_body_param.app_error',
    400,
    '',
    `Invalid or missing ${name} in request body.`,
  );

export const invalidUrlParam = (name: string): AppError =>
  new AppError(
    'api.context.invalid_url_param.app_error',
    400,
    '',
    `Invalid or missing ${name} parameter in request URL.`,
  );

/** The session's user may not do this. */
export const forbidden = (permission: string): AppError =>
  new AppError(
    'api.context.permissions.app_error',
    403,
    `userId=, permission=${permission}`,
    'You do not have the appropriate permissions.',
  );

export const noSession = (): AppError =>
  new AppError(
    'api.context.session_expired.app_error',
    401,
    '',
    'Invalid or expired session, please login again.',
  );

export const noPage = (): AppError =>
  new AppError('api.context.404.app_error', 404, '', 'Sorry, we could not find the page.');

export const noPost = (): AppError =>
  new AppError('app.post.get.app_error', 404, '', 'Unable to get the post.');

export const noChannel = (): AppError =>
  new AppError('app.channel.get.existing.app_error', 404, '', 'Unable to find the existing channel.');

export const noUser = (): AppError =>
  new AppError('app.user.missing_account.const', 404, '', 'Unable to find the user.');

export const noTeam = (): AppError =>
  new AppError('app.team.get.find.app_error', 404, '', 'Unable to find the existing team.');
