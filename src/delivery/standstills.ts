import type { Logger } from '../log.ts';
import type { Parcel } from './delivery-store.ts';
import { laneOf } from './lane.ts';
import type { Later, Settlement } from './settlement.ts';

/** What the log may say of a row: no person, no text. */
export function about({ id, to, what, attempts }: Parcel) {
  return { row: id, platform: to.platform, realm: to.realm, kind: what.kind, attempts };
}

/**
 * What does not get through is told when it begins and when it is over; each try in between is for `debug`, or the
 * log of a night without a server would be nothing else.
 */
export class Standstills {
  readonly #log: Pick<Logger, 'info' | 'warn' | 'debug'>;
  /** Realms and lanes that stand still. */
  readonly #standing = new Set<string>();

  constructor(log: Pick<Logger, 'info' | 'warn' | 'debug'>) {
    this.#log = log;
  }

  /** A row is to be gone on with later. */
  waits(parcel: Parcel, { at, scope, failure, code }: Later): void {
    const line = { ...about(parcel), at, scope, failure, code };
    if (scope === 'realm' && this.#begins(realmOf(parcel))) {
      this.#log.warn(
        line,
        'nothing can be said on a platform for now: what is for it waits, and is tried again',
      );
    } else if (failure === 'doubt' && this.#begins(laneOf(parcel.to))) {
      this.#log.warn(
        line,
        'a platform did not say whether it took a message: it is looked for, and sent again where it is missing',
      );
    } else this.#log.debug(line, 'a message waits');
  }

  /** A row is done with: it stands, or it never will. */
  over(parcel: Parcel, { kind }: Settlement): void {
    const lane = this.#standing.delete(laneOf(parcel.to));
    if (kind !== 'sent') return;
    const realm = this.#standing.delete(realmOf(parcel));
    if (realm || lane) this.#log.info(about(parcel), 'what had to wait is sent again');
  }

  #begins(key: string): boolean {
    if (this.#standing.has(key)) return false;
    this.#standing.add(key);
    return true;
  }
}

function realmOf({ to }: Parcel): string {
  return JSON.stringify([to.platform, to.realm]);
}
