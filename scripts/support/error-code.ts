/**
 * The code of an error of the system or of node, such as ENOSPC; null where there is none. By the code alone:
 * where modules are loaded twice, as jest does, such an error is an instance of nobody's class.
 */
export function errorCode(error: unknown): string | null {
  const code = typeof error === 'object' && error !== null && 'code' in error ? error.code : null;
  return typeof code === 'string' ? code : null;
}
