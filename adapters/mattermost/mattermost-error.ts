/** The server answered, and gave a sentence in place of a name. */
export const UNNAMED = 'unnamed';

/** How a call failed, in what may be logged: never a sentence of the server, which may quote what somebody wrote. */
export interface CallFailure {
  /**
   * The server's own name of the error ("app.post.get.app_error"); {@link UNNAMED}; null where somebody else answered, or
   * nobody.
   */
  id: string | null;
  /** Null: no answer came. */
  status: number | null;
  /** The network's code (ECONNREFUSED), or what was wrong with an answer. */
  reason?: string;
  /** How long a 429 asks us to wait. */
  retryAfterMs?: number;
  /** Where a redirection leads: origin and path. */
  location?: string;
}

/** A call of the server that failed. */
export class MattermostError extends Error {
  override readonly name = 'MattermostError';
  readonly failure: CallFailure;

  constructor(failure: CallFailure, options?: ErrorOptions) {
    super(`Mattermost: ${codeOfFailure(failure)}`, options);
    this.failure = failure;
  }
}

/** What an error may say in the log: its id, status, network code or class. */
export function codeOf(error: unknown): string {
  if (error instanceof MattermostError) return codeOfFailure(error.failure);
  if (!(error instanceof Error)) return typeof error;
  if (error.cause instanceof Error) return codeOf(error.cause);
  const { code } = error as NodeJS.ErrnoException;
  return typeof code === 'string' ? code : error.name;
}

function codeOfFailure({ id, status, reason }: CallFailure): string {
  return id ?? reason ?? (status === null ? 'no_answer' : `http_${status}`);
}
