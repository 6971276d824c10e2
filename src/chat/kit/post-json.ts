/** How long the platform may take, milliseconds. */
const TIMEOUT_MS = 10_000;

/** Posts to an address that a platform gave for an answer. Its HTTP status; 0 when there was none. */
export async function postJson(url: string, content: object): Promise<number> {
  try {
    const response = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json; charset=utf-8' },
      body: JSON.stringify(content),
      redirect: 'error',
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
    await response.arrayBuffer();
    return response.status;
  } catch {
    return 0;
  }
}
