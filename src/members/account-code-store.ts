/** A code that an account was shown, to be typed by another account of the same person. */
export interface AccountCode {
  /** Keyed hash of the code, which itself is kept nowhere. */
  hash: string;
  /** The account it was shown to. */
  identity: number;
  expiresAt: number;
  /** Keyed hash of the person who typed it first: nobody else can use it from then on. */
  takenBy: string | null;
  usedAt: number | null;
}

/** Codes that link accounts. It holds keyed hashes alone. Every method runs in the caller's transaction. */
export interface AccountCodeStore {
  find(hash: string): Promise<AccountCode | null>;
  /** A new code for an account; the one it was shown before expires at `at`. */
  offer(code: Pick<AccountCode, 'hash' | 'identity' | 'expiresAt'>, at: number): Promise<void>;
  take(hash: string, by: string): Promise<void>;
  use(hash: string, at: number): Promise<void>;
  /** Nobody can use it any more; nothing when there is no such code. */
  expire(hash: string, at: number): Promise<void>;
  /** Somebody typed a code that is none. */
  recordTry(by: string, at: number): Promise<void>;
  /** How many wrong codes they typed at this instant or later. */
  countTries(by: string, since: number): Promise<number>;
  /** Forgets codes that expired, and tries made, before an instant. Returns how many. */
  forgetBefore(at: number): Promise<number>;
}
