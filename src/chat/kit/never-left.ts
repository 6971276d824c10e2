/** The network's codes of requests that cannot have left: no address, no connection, no trust. */
const NEVER_LEFT =
  /^(ENOTFOUND|EAI_AGAIN|EAI_FAIL|ECONNREFUSED|EHOSTUNREACH|ENETUNREACH|EADDRNOTAVAIL|UND_ERR_CONNECT_TIMEOUT|CERT_.*|.*_CERT_.*|.*SELF_SIGNED_CERT.*|UNABLE_TO_.*)$/;

/** Whether the network's code says that a request certainly did not arrive. */
export function isUnsent(code: string): boolean {
  return NEVER_LEFT.test(code);
}

/**
 * The same of an error. By its shape: what node throws need not be of this program's classes (under jest it is not).
 */
export function neverLeft(error: unknown): boolean {
  if (typeof error !== 'object' || error === null) return false;
  const { code, errors, cause } = error as { code?: unknown; errors?: unknown; cause?: unknown };
  // Several addresses were tried.
  if (Array.isArray(errors) && errors.length > 0) return errors.every(neverLeft);
  return (typeof code === 'string' && isUnsent(code)) || neverLeft(cause);
}
