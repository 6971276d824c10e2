import { calm } from '../../src/chat/kit/calm.ts';

/**
 * Whether a link is an http(s) address of the text itself that leads where it says. Signs of it may be percent-encoded.
 */
export function isOwnAddress(text: string, { url, label }: { url: string; label: string }): boolean {
  const shown = decoded(label);
  return (
    /^https?:\/\/[^/?#@]/.test(shown) &&
    decoded(new URL(url).href) === decoded(new URL(label).href) &&
    decoded(calm(text)).includes(shown)
  );
}

function decoded(text: string): string {
  return text.replace(/(?:%[0-9a-f]{2})+/gi, decodedBytes).toLowerCase();
}

function decodedBytes(bytes: string): string {
  try {
    return decodeURIComponent(bytes);
  } catch {
    return bytes;
  }
}
