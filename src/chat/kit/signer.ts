/** What signs: a part of what the box lends. */
export interface Signer {
  sign(purpose: string, text: string): string;
  verify(purpose: string, text: string, tag: string): boolean;
}
