import type { Clock } from '../../shared/clock.ts';
import { AppError } from '../core/error.ts';
import type { Ids } from '../ids.ts';

/** How long an answer may come, ms, and how often (store/sqlstore/command_webhook_store.go). */
const LIVES_MS = 30 * 60_000;
const USES = 5;

/** Where an answer by response_url goes. */
export interface ResponsePlace {
  readonly commandId: string;
  readonly userId: string;
  readonly channelId: string;
  readonly rootId: string;
}

interface Issued extends ResponsePlace {
  readonly born: number;
  uses: number;
}

/** The addresses by which a command is answered later, without a token. */
export class ResponseUrls {
  readonly #clock: Clock;
  readonly #ids: Ids;
  readonly #issued = new Map<string, Issued>();

  constructor(clock: Clock, ids: Ids) {
    this.#clock = clock;
    this.#ids = ids;
  }

  /** The id of a fresh one: `{SiteURL}/hooks/commands/{id}`. */
  issue(place: ResponsePlace): string {
    const id = this.#ids.id();
    this.#issued.set(id, { ...place, born: this.#clock.now(), uses: 0 });
    return id;
  }

  /** The place of that id and one use less. */
  use(id: string): ResponsePlace {
    const issued = this.#issued.get(id);
    if (!issued || this.#clock.now() - issued.born >= LIVES_MS)
      throw new AppError('app.command_webhook.get.missing', 404, '', 'Unable to get the webhook.');
    if (issued.uses >= USES)
      throw new AppError('app.command_webhook.try_use.invalid', 400, '', 'Invalid webhook.');
    issued.uses += 1;
    return issued;
  }
}
