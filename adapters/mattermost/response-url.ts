import { neverLeft } from '../../src/chat/kit/never-left.ts';
import { postJson } from '../../src/chat/kit/post-json.ts';
import type { Clock } from '../../src/clock.ts';
import type { CommandResponse } from './command-response.ts';

/** An address takes answers this long and so often (server/channels/store/sqlstore/command_webhook_store.go), ms. */
const LIFE_MS = 30 * 60_000;
const USES = 5;
/** A little earlier than the server, so that the last answer is not lost on its way. */
const MARGIN_MS = 10_000;

/** What the server says when it has shown it (server/channels/web/webhook.go); a page of a proxy says something else. */
const TAKEN = 'ok';

/** Ids of Mattermost (server/public/model/utils.go, NewId). */
const HOOK = /\/hooks\/commands\/([a-z0-9]{26})\/?$/;

/**
 * The address by which a command is answered later: shown to its person alone, in the channel it came from, even where
 * the bot is no member. Of what the request said only the id is used, behind the address that is configured: whoever
 * could make up a request makes us call nobody else.
 */
export class ResponseUrl {
  readonly #url: string;
  readonly #clock: Clock;
  readonly #until: number;
  #left = USES;

  private constructor(url: string, clock: Clock) {
    this.#url = url;
    this.#clock = clock;
    this.#until = clock.now() + LIFE_MS - MARGIN_MS;
  }

  /** Null for an address that is none of Mattermost's. */
  static of(given: string, siteUrl: string, clock: Clock): ResponseUrl | null {
    const id = URL.canParse(given) ? HOOK.exec(new URL(given).pathname)?.[1] : undefined;
    return id === undefined ? null : new ResponseUrl(`${siteUrl}/hooks/commands/${id}`, clock);
  }

  /** Whether it takes one more answer. */
  get open(): boolean {
    return this.#left > 0 && this.#clock.now() <= this.#until;
  }

  /** Shows the answer; false when this address takes no more, or the server refused it: then there are other ways. */
  async answer(content: CommandResponse): Promise<boolean> {
    if (!this.open) return false;
    this.#left -= 1;
    try {
      const { status, text } = await postJson(this.#url, content);
      return status === 200 && text.trim() === TAKEN;
    } catch (error) {
      // Cut off or too late, it may be shown already: it is not said a second time by another way.
      return !neverLeft(error);
    }
  }
}
