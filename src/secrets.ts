import {
  createCipheriv,
  createDecipheriv,
  createHmac,
  hkdfSync,
  randomBytes,
  timingSafeEqual,
} from 'node:crypto';
import { chmod, mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** What a key is for. Each purpose has a key of its own, so that a tag of one never passes for another. */
export type Purpose =
  | 'dedupe'
  | 'draft'
  | 'owner'
  | 'proposal'
  | 'account-code'
  | 'export'
  | 'memory'
  | 'memory-key'
  | `adapter:${string}`;

/** A keyed hash; then the one of the secret of before, under which what is older was kept. */
export type Hashes = readonly [now: string, ...before: string[]];

const NONCE_BYTES = 12;
const TAG_BYTES = 16;

/**
 * Keys derived from BOX_SECRET by HKDF-SHA-256, one a purpose. The secret of before (BOX_SECRET_PREVIOUS)
 * still verifies and opens, but signs and seals nothing.
 */
export class Secrets {
  readonly #secret: string;
  readonly #previous: string | null;
  readonly #keys = new Map<string, Buffer>();

  constructor(secret: string, previous: string | null = null) {
    this.#secret = secret;
    this.#previous = previous;
  }

  /** A keyed hash: equal texts are equal, and nobody without the key can tell or try which text it was. */
  hash(purpose: Purpose, text: string): string {
    return mac(this.#key(this.#secret, purpose), text).toString('base64url');
  }

  /** The hash with the secret of now, and with that of before where there is one. */
  hashes(purpose: Purpose, text: string): Hashes {
    const now = this.hash(purpose, text);
    if (this.#previous === null) return [now];
    return [now, mac(this.#key(this.#previous, purpose), text).toString('base64url')];
  }

  sign(purpose: Purpose, text: string): string {
    return this.hash(purpose, text);
  }

  verify(purpose: Purpose, text: string, tag: string): boolean {
    const given = Buffer.from(tag, 'base64url');
    return this.#both().some((secret) => {
      const right = mac(this.#key(secret, purpose), text);
      return given.length === right.length && timingSafeEqual(given, right);
    });
  }

  /** Encrypts (AES-256-GCM). */
  seal(purpose: Purpose, text: string): string {
    const nonce = randomBytes(NONCE_BYTES);
    const cipher = createCipheriv('aes-256-gcm', this.#key(this.#secret, purpose), nonce);
    const body = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
    return Buffer.concat([nonce, cipher.getAuthTag(), body]).toString('base64url');
  }

  /** Decrypts what {@link seal} gave; null when no key of ours opens it. */
  open(purpose: Purpose, sealed: string): string | null {
    const bytes = Buffer.from(sealed, 'base64url');
    for (const secret of this.#both()) {
      try {
        const decipher = createDecipheriv(
          'aes-256-gcm',
          this.#key(secret, purpose),
          bytes.subarray(0, NONCE_BYTES),
        );
        decipher.setAuthTag(bytes.subarray(NONCE_BYTES, NONCE_BYTES + TAG_BYTES));
        const body = bytes.subarray(NONCE_BYTES + TAG_BYTES);
        return Buffer.concat([decipher.update(body), decipher.final()]).toString('utf8');
      } catch {
        // Sealed with another secret, or not sealed by us: try the next, else say so by null.
      }
    }
    return null;
  }

  #both(): string[] {
    return this.#previous === null ? [this.#secret] : [this.#secret, this.#previous];
  }

  #key(secret: string, purpose: Purpose): Buffer {
    const name = `${secret === this.#secret ? 'now' : 'before'}:${purpose}`;
    const known = this.#keys.get(name);
    if (known) return known;
    const key = Buffer.from(hkdfSync('sha256', secret, 'boite-a-idees', purpose, 32));
    this.#keys.set(name, key);
    return key;
  }
}

function mac(key: Buffer, text: string): Buffer {
  return createHmac('sha256', key).update(text, 'utf8').digest();
}

/**
 * The secret kept in the data folder, made at the first start: only for chats that need no account, so that
 * trying the box asks for nothing. Readable by its owner alone; never in a backup.
 */
export async function keptSecret(dataDir: string): Promise<string> {
  const file = join(dataDir, 'box.secret');
  await mkdir(dataDir, { recursive: true });
  const fresh = randomBytes(32).toString('base64url');
  try {
    await writeFile(file, `${fresh}\n`, { mode: 0o600, flag: 'wx' });
    return fresh;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    await chmod(file, 0o600);
    const kept = (await readFile(file, 'utf8')).trim();
    // Another process may be writing it at this moment, or a full disk cut it off.
    if (kept.length < fresh.length)
      throw new Error(`${file} is damaged: restore it, or delete it to begin anew`);
    return kept;
  }
}
