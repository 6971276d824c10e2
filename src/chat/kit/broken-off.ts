/** The codes of a connection that ended before the answer came. */
const BROKEN_OFF: ReadonlySet<unknown> = new Set(['ECONNRESET', 'EPIPE', 'UND_ERR_SOCKET']);

/**
 * Asks what may be asked twice, and asks it once more, at once, when the connection broke off before the answer: most
 * often a kept one, which the other side closed just as it was used again, and which says nothing of how the platform is.
 */
export async function evenIfBrokenOff<T>(ask: () => Promise<T>): Promise<T> {
  try {
    return await ask();
  } catch (error) {
    if (!isBrokenOff(error)) throw error;
    return ask();
  }
}

/** By its shape: what node throws need not be of this program's classes (under jest it is not). */
function isBrokenOff(error: unknown): boolean {
  if (typeof error !== 'object' || error === null) return false;
  const { code, original, cause } = error as { code?: unknown; original?: unknown; cause?: unknown };
  return BROKEN_OFF.has(code) || isBrokenOff(original ?? cause);
}
