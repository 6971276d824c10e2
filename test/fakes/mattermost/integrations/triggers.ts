import { generateKeyPairSync, sign, verify } from 'node:crypto';
import type { Clock } from '../../shared/clock.ts';
import { AppError } from '../core/error.ts';
import type { Ids } from '../ids.ts';
import type { Config } from '../settings.ts';

/** A trigger just made: what the integration gets, and what only the person's client learns. */
export interface Trigger {
  readonly forIntegration: string;
  readonly forClient: string;
}

/**
 * The right to open dialogs before one person for a while: base64 of `clientTriggerId:userId:millis:signature`
 * (model/integration_action.go). Whoever has one may use it as often as they like.
 */
export class Triggers {
  readonly #clock: Clock;
  readonly #ids: Ids;
  readonly #config: Config;
  readonly #keys = generateKeyPairSync('ec', { namedCurve: 'P-256' });

  constructor(clock: Clock, ids: Ids, config: Config) {
    this.#clock = clock;
    this.#ids = ids;
    this.#config = config;
  }

  issue(userId: string): Trigger {
    const forClient = this.#ids.id();
    const data = `${forClient}:${userId}:${this.#clock.now()}:`;
    const signature = sign('sha256', Buffer.from(data), this.#keys.privateKey).toString('base64');
    return { forClient, forIntegration: Buffer.from(data + signature).toString('base64') };
  }

  /** Whose trigger this is, or the server's error why it is nobody's. */
  redeem(triggerId: string): { userId: string; forClient: string } {
    const decoded = Buffer.from(triggerId, 'base64');
    if (decoded.toString('base64') !== triggerId) throw bad('base64_decode_failed');
    const parts = decoded.toString('utf8').split(':');
    const [forClient, userId, millis, signature] = parts;
    if (parts.length !== 4 || !forClient || !userId || !millis || !signature) throw bad('missing_data');
    const lives = this.#config.ServiceSettings.OutgoingIntegrationRequestsTimeout * 1000;
    if (this.#clock.now() - Number(millis) > lives) throw bad('expired');
    const data = Buffer.from(`${forClient}:${userId}:${millis}:`);
    if (!verify('sha256', data, this.#keys.publicKey, Buffer.from(signature, 'base64')))
      throw bad('verify_signature_failed');
    return { userId, forClient };
  }
}

function bad(why: string): AppError {
  const id = `interactive_message.decode_trigger_id.${why}`;
  return new AppError(id, 400, '', 'The trigger ID for the interactive dialog cannot be used.');
}
