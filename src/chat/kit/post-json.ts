/** How long the platform may take, milliseconds. */
const TIMEOUT_MS = 10_000;

/** Posts to an address that a platform gave for an answer. Its HTTP status; rejects when there was none in time. */
export async function postJson(url: string, content: object): Promise<number> {
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json; charset=utf-8' },
    body: JSON.stringify(content),
    redirect: 'error',
    signal: AbortSignal.timeout(TIMEOUT_MS),
  });
  await response.arrayBuffer();
  return response.status;
}
