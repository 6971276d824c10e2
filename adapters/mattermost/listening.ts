import type { AdapterContext } from '../../src/chat/adapter.ts';
import { again, callsTo, type Trust } from './calls.ts';
import type { Events } from './events.ts';
import { MattermostUnreachableError, type Site, type Sites } from './site.ts';
import { EventSocket } from './socket.ts';

export interface ListeningParts {
  ctx: Pick<AdapterContext, 'report' | 'clock' | 'log'>;
  sites: Sites;
  events: Events;
  trust: Trust;
}

/** The events of all servers, as long as the adapter runs. */
export class Listening {
  readonly #parts: ListeningParts;
  readonly #sockets: readonly EventSocket[];

  constructor(parts: ListeningParts) {
    this.#parts = parts;
    this.#sockets = parts.sites.all().map((site) => this.#socketOf(site));
  }

  /** Resolves once events of every server arrive. Rejects with MattermostUnreachableError. */
  async start(): Promise<void> {
    const { sites } = this.#parts;
    const started = this.#sockets.map((socket, index) =>
      socket.start().catch((cause: unknown) => {
        throw new MattermostUnreachableError(
          `The events of the Mattermost server ${sites.all()[index]?.realm} cannot be received. If a proxy stands before ` +
            'it, it must pass WebSocket connections on to /api/v4/websocket.',
          { cause },
        );
      }),
    );
    try {
      await Promise.all(started);
    } catch (error) {
      await Promise.all(this.#sockets.map((socket) => socket.close()));
      throw error;
    }
  }

  /** No more events; resolves when the box has answered those that were taken. */
  async close(): Promise<void> {
    const done = this.#parts.events.close();
    await Promise.all(this.#sockets.map((socket) => socket.close()));
    await done;
  }

  #socketOf(site: Site): EventSocket {
    const { ctx, events, trust } = this.#parts;
    const { clock, log, report } = ctx;
    const { realm, url } = site;
    const calls = callsTo(log, trust);
    return new EventSocket({
      ...{ url, clock, log, token: site.settings.botToken },
      heard: {
        event: (event) => events.take(site, event),
        up(since) {
          trust.taken(site);
          const at = clock.now();
          if (since !== null) report({ kind: 'gap', realm, since, at });
          report({ kind: 'up', realm, at });
        },
        down: () => report({ kind: 'down', realm, at: clock.now() }),
        refused: () => trust.refused(site),
        // A server that does not know our token lets us connect all the same, says nothing, and closes after 5 s
        // (server/channels/app/platform/web_conn.go): what it says to a call tells it from one that is down.
        failed: () => void calls(site, again('users.me'), (client) => client.getMe()).catch(() => {}),
      },
    });
  }
}
