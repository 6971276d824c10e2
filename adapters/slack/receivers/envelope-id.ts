/** The id of an envelope; null for any other message. In a text of somebody's, quotes are escaped: it cannot be taken for one. */
export function envelopeIdOf(data: unknown): string | null {
  return (typeof data === 'string' && /"envelope_id"\s*:\s*"([^"\\]+)"/.exec(data)?.[1]) || null;
}
