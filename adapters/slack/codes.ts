/**
 * What an error may say in the log: its Slack code, its status or its class. Never its message, which may quote
 * what somebody wrote or a token.
 */
export function codeOf(error: unknown): string {
  if (!(error instanceof Error)) return typeof error;
  const { data, statusCode, original, cause } = error as Error & {
    data?: { error?: unknown };
    statusCode?: unknown;
    original?: unknown;
    cause?: unknown;
  };
  if (typeof data?.error === 'string') return data.error;
  if (typeof statusCode === 'number') return `http_${statusCode}`;
  const within = original ?? cause;
  if (within instanceof Error) return codeOf(within);
  const { code } = error as NodeJS.ErrnoException;
  return typeof code === 'string' ? code : error.name;
}
