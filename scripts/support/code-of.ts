/** The code of a system's or database's error (ENOENT, SQLITE_FULL); '' where there is none. */
export function codeOf(error: unknown): string {
  return typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : '';
}
