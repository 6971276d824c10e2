/** What `fetch` rejects with: the reason is often in its cause. */
export interface FetchFailure {
  name: string;
  code?: unknown;
  cause?: unknown;
}

/** Why a request got no answer, by its code. */
export function whyOf({ name, code, cause }: FetchFailure): string {
  if (typeof code === 'string') return code;
  return typeof cause === 'object' && cause !== null ? whyOf(cause as FetchFailure) : name;
}
