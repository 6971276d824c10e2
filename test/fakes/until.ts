/** Waits for what comes over real sockets, at most two seconds. */
export async function until(holds: () => boolean): Promise<void> {
  for (let turn = 0; turn < 400 && !holds(); turn += 1)
    await new Promise((resolve) => setTimeout(resolve, 5));
  if (!holds()) throw new Error(`not seen within two seconds: ${String(holds)}`);
}
