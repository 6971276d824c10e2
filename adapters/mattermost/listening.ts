import type { AdapterContext } from '../../src/chat/adapter.ts';
import { again } from '../../src/chat/kit/failing.ts';
import { callsTo } from './calls.ts';
import type { Events } from './events.ts';
import type { LostSites } from './lost-sites.ts';
import type { Site } from './site.ts';
import { EventSocket } from './socket.ts';

const DEAF =
  'mattermost: reactions and new posts of a server cannot be heard, it is tried again. If a proxy stands before it, it ' +
  'must pass WebSocket connections on to /api/v4/websocket';
/** Sockets refused in a row, by a server that answers calls, until it is told. */
const REFUSALS = 3;

export interface ListeningParts {
  ctx: Pick<AdapterContext, 'report' | 'clock' | 'log'>;
  events: Events;
  trust: LostSites;
}

/** The events of all servers, as long as the adapter runs. */
export class Listening {
  readonly #parts: ListeningParts;
  readonly #sockets: EventSocket[] = [];
  /** Nothing was heard before. */
  readonly #since: number;
  #started = false;
  #closed = false;

  constructor(parts: ListeningParts) {
    this.#parts = parts;
    this.#since = parts.ctx.clock.now();
  }

  /**
   * From now on the box counts upon events: what stood before is looked up once by itself. A server that is heard for
   * the first time after this was missed until then.
   */
  started(): void {
    this.#started = true;
  }

  /**
   * Also hears that server. Resolves once its events arrive; or some tries later, which is told: whatever does not come
   * by events goes on meanwhile, and reactions are looked up once they can be heard.
   */
  async add(site: Site): Promise<void> {
    if (this.#closed) return;
    const { ctx } = this.#parts;
    const { realm } = site;
    const socket = this.#socketOf(site);
    this.#sockets.push(socket);
    this.#parts.trust.onRefused(site, () => socket.beginAnew());
    if ((await socket.start()) || this.#closed) return;
    ctx.report({ kind: 'down', realm, at: ctx.clock.now() });
    ctx.log.error({ realm }, DEAF);
  }

  /** No more events; resolves when the box has answered those that were taken. */
  async close(): Promise<void> {
    this.#closed = true;
    const done = this.#parts.events.close();
    await Promise.all(this.#sockets.map((socket) => socket.close()));
    await done;
  }

  #socketOf(site: Site): EventSocket {
    const { ctx, events, trust } = this.#parts;
    const { clock, log, report } = ctx;
    const { realm, url } = site;
    const calls = callsTo(log, trust);
    let heard = false;
    let refusals = 0;
    return new EventSocket({
      ...{ url, clock, log, token: site.settings.botToken },
      heard: {
        event: (event) => events.take(site, event),
        up: (since) => {
          trust.taken(site);
          if (refusals >= REFUSALS) log.info({ realm }, 'mattermost: events of a server arrive again');
          refusals = 0;
          const at = clock.now();
          const missed = heard || !this.#started ? since : this.#since;
          heard = true;
          if (missed !== null) report({ kind: 'gap', realm, since: missed, at });
          report({ kind: 'up', realm, at });
        },
        down: () => report({ kind: 'down', realm, at: clock.now() }),
        refused: () => trust.refused(site),
        // A server that does not know our token lets us connect all the same, says nothing, and closes after 5 s
        // (server/channels/app/platform/web_conn.go): what it says to a call tells it from one that is down.
        async failed() {
          const me = await calls(site, again('users.me'), (client) => client.getMe()).catch(() => null);
          if (!me) return;
          refusals += 1;
          // At a start `add` tells it.
          if (refusals === REFUSALS && heard) log.warn({ realm }, DEAF);
        },
      },
    });
  }
}
