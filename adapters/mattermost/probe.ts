import type { Signer } from '../../src/chat/kit/signer.ts';

/**
 * How an operator proves that a server reaches the box: the bot types a command there, with a random number behind it,
 * and the box answers it with a tag that only a box of the same secret can make. It is shown to the bot alone, and
 * nothing of it is kept.
 */

const PURPOSE = 'probe';

/** Sixteen random bytes in hexadecimal. */
const PROBE = /^probe ([0-9a-f]{32})$/;

/** Where it was typed. */
interface Typed {
  realm: string;
  team: string;
}

/** What the bot types behind the command. */
export function probeText(nonce: string): string {
  return `probe ${nonce}`;
}

/** The answer to what our own bot typed; null: it is no probe. */
export function answerToProbe(text: string, at: Typed, signer: Signer): string | null {
  const nonce = PROBE.exec(text)?.[1];
  return nonce === undefined ? null : signer.sign(PURPOSE, bound(at, nonce));
}

/** Whether this answer comes from a box that knows our secret. */
export function isProof(answer: string, nonce: string, at: Typed, signer: Signer): boolean {
  return signer.verify(PURPOSE, bound(at, nonce), answer);
}

function bound({ realm, team }: Typed, nonce: string): string {
  return JSON.stringify([realm, team, nonce]);
}
