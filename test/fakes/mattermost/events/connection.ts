import type { WebSocket } from 'ws';
import type { JsonObject } from '../../shared/json.ts';
import { eventJson, type SiteEvent } from './event.ts';

/** Events kept after they were sent, and while nobody is connected (web_conn.go: deadQueueSize, sendQueueSize). */
const SENT_KEPT = 128;
const QUEUED_KEPT = 256;

/** One client's stream of events. It outlives its socket, so that a client can come back for what it missed. */
export class Connection {
  id: string;
  userId: string;
  /** The token it authenticated with; '' before that. */
  token: string;
  /** Set by a client that tells what it looks at; then reactions elsewhere are withheld. Null: never told. */
  activeChannelId: string | null = null;
  socket: WebSocket | null = null;
  /** When its socket went, ms. */
  goneSince: number | null = null;
  #next = 0;
  readonly #sent: { seq: number; event: SiteEvent }[] = [];
  readonly #queued: (SiteEvent | { reply: JsonObject })[] = [];
  /** Nothing leaves any more, and the client does not notice: what is for it waits in the queue. */
  stalled = false;

  constructor(id: string, userId: string, token: string) {
    this.id = id;
    this.userId = userId;
    this.token = token;
  }

  /** Sends an event, or keeps it for when the client is back. False: there is no room left for it. */
  send(event: SiteEvent): boolean {
    if (!this.socket || this.stalled) return this.#queue(event);
    const seq = this.#next;
    this.#next += 1;
    this.#sent.push({ seq, event });
    if (this.#sent.length > SENT_KEPT) this.#sent.shift();
    this.#write(eventJson(event, seq));
    return true;
  }

  /** How much waits for the client. */
  get waiting(): number {
    return this.#queued.length;
  }

  /** An event takes its number, but does not arrive: a hole a client has to notice. */
  lose(): void {
    this.#next += 1;
  }

  /**
   * Answers what the client asked, past the numbers. Answers wait in the same queue as events, and the socket that goes on
   * with the connection gets them, whoever asked (web_hub.go, directMsg; CheckConn hands the queue over).
   */
  reply(json: JsonObject): void {
    if (!this.socket || this.stalled) this.#queue({ reply: json });
    else this.#write(json);
  }

  #queue(one: SiteEvent | { reply: JsonObject }): boolean {
    if (this.#queued.length >= QUEUED_KEPT) return false;
    this.#queued.push(one);
    return true;
  }

  #write(json: JsonObject): void {
    this.socket?.send(JSON.stringify(json));
  }

  /**
   * A client is back and wants to go on at this number. False: that much is no longer there, and the connection begins
   * anew under another id (web_conn.go, writePump).
   */
  resume(wanted: number): boolean {
    if (wanted === 0) return true;
    const at = this.#sent.findIndex(({ seq }) => seq === wanted);
    if (at >= 0) {
      for (const { seq, event } of this.#sent.slice(at)) this.#write(eventJson(event, seq));
      return true;
    }
    const last = this.#sent.at(-1);
    this.#next = wanted;
    return last === undefined || last.seq === wanted - 1;
  }

  /** Sends what happened while nobody was connected. */
  flush(): void {
    for (const one of this.#queued.splice(0)) {
      if ('reply' in one) this.#write(one.reply);
      else this.send(one);
    }
  }

  /** Forgets all it sent; the next event is number 0 again. */
  restart(id: string): void {
    this.id = id;
    this.#sent.length = 0;
    this.#next = 0;
  }
}
