import {
  type AdapterContext,
  DeliveryError,
  type DeliveryFailure,
  type ReactionState,
  type StandingMark,
} from '../../../src/chat/adapter.ts';
import type { Message } from '../../../src/chat/message.ts';
import { type Channel, isChannel, type Person, type Posted } from '../../../src/chat/place.ts';
import { turns } from '../wait.ts';
import type { Breaks } from './flags.ts';
import { channel, normal, person, posted } from './inbound.ts';
import { read } from './markup.ts';
import { BOT, type Stored, TinyError, type TinyPlatform } from './platform.ts';
import { renderMessage } from './render.ts';

/** What the reference adapter sends, changes and looks up. */
export class Outbound {
  readonly #ctx: AdapterContext;
  readonly #platform: TinyPlatform;
  readonly #breaks: Breaks;
  #sends = 0;

  constructor(ctx: AdapterContext, platform: TinyPlatform, breaks: Breaks) {
    this.#ctx = ctx;
    this.#platform = platform;
    this.#breaks = breaks;
  }

  async send(to: Channel | Person, message: Message, key: string): Promise<Posted> {
    const breaks = this.#breaks;
    this.#sends += 1;
    if (isChannel(to) && to.thread !== undefined && breaks('mergesThreads')) {
      return posted(to.channel, to.thread);
    }
    const place = isChannel(to) ? to.channel : breaks('directGoesPublic') ? 'lab' : `dm-${to.user}`;
    const content = renderMessage(message, breaks);
    let ours = breaks('ignoresKey') ? `${key}-${this.#sends}` : key;
    if (breaks('mergesEqualWords')) ours = content.markup;
    const post = () => this.#platform.post(place, content, ours);
    const stored = await this.#mapped(async () => {
      try {
        return await post();
      } catch (error) {
        if (!(error instanceof TinyError)) throw error;
        if (breaks('waitsByItself') && error.code === 'ratelimited') {
          await this.#ctx.clock.sleep(error.retryAfterMs);
          return post();
        }
        if (breaks('resendsAfterTimeout') && error.code === 'timeout') {
          return this.#platform.post(place, content, `${ours}-again`);
        }
        throw error;
      }
    });
    if (breaks('shufflesMessages')) this.#platform.messages.reverse();
    return posted(stored.channel, breaks('inventsIds') ? `m-${this.#sends}` : stored.id);
  }

  async update(of: Posted, message: Message): Promise<void> {
    const breaks = this.#breaks;
    const content = renderMessage(message, breaks);
    if (breaks('updatePostsAnew')) await this.send(of, message, `u-${this.#sends}`);
    else {
      await this.#mapped(async () => {
        try {
          const { buttons, ...stored } = this.#platform.get(of.message);
          if (breaks('updateDropsButtons')) content.buttons = [];
          if (breaks('updateKeepsButtons')) content.buttons = buttons;
          if (breaks('updateLosesMarks')) Object.assign(this.#platform.get(stored.id), { marks: [] });
          await this.#platform.edit(of.message, content);
        } catch (error) {
          if (!breaks('updateRevives')) throw error;
          await this.send(of, message, `u-${this.#sends}`);
        }
      });
    }
  }

  async whisper(where: Channel, to: Person, message: Message): Promise<void> {
    const alone = this.#breaks('whispersAloud') ? undefined : to.user;
    this.#sends += 1;
    const content = renderMessage(message, this.#breaks);
    await this.#mapped(() => this.#platform.post(where.channel, content, `w-${this.#sends}`, alone));
  }

  async findSent(to: Channel | Person, key: string, since: number): Promise<Posted | 'absent'> {
    const place = isChannel(to) ? to.channel : `dm-${to.user}`;
    const there = this.#platform.messages.filter((stored) => stored.channel === place && stored.at >= since);
    const found = there.find((stored) => stored.key === key || this.#breaks('findSentLies'));
    return found && !this.#breaks('findSentBlind') ? posted(found.channel, found.id) : 'absent';
  }

  async seed(of: Posted, emoji: readonly string[]): Promise<void> {
    for (const one of emoji) await this.#platform.mark(BOT, of.message, one, true);
  }

  async *reactions(
    of: readonly { posted: Posted; known: Readonly<Record<string, number>> }[],
  ): AsyncIterable<ReactionState> {
    for (const { posted: one, known } of of) {
      const stored = this.#platform.messages.find(({ id }) => id === one.message);
      if (!stored && !this.#breaks('hidesDeletion')) yield { posted: one, gone: true };
      else {
        const marks = this.#marks(stored);
        const same = this.#breaks('unchangedLies') ? sum(known) === marks.length : agrees(known, marks);
        yield same && marks.length > 0
          ? { posted: one, unchanged: true }
          : { posted: one, marks, complete: true };
      }
    }
  }

  #marks(stored: Stored | undefined): StandingMark[] {
    const of = stored?.marks.filter(({ user }) => user !== BOT || this.#breaks('countsOwnSeeds')) ?? [];
    const now = this.#ctx.clock.now();
    return of.map(({ user, emoji, at }) => ({
      ...{ by: person(user), emoji: normal(emoji, this.#breaks) },
      at: this.#breaks('datesByLook') ? now : at,
    }));
  }

  async readMessage(at: Posted) {
    const stored = this.#platform.messages.find(({ id }) => id === at.message);
    if (!stored) return this.#breaks('readsGhosts') ? { author: null, text: '' } : ('gone' as const);
    return { author: null, text: this.#breaks('readsMarkup') ? stored.markup : read(stored.markup).text };
  }

  async mayRead({ user }: Person, { channel: place }: Channel | Posted): Promise<boolean> {
    if (this.#breaks('hidesFromReaders')) return false;
    return !place.startsWith('dm-') || place === `dm-${user}` || this.#breaks('readsToAnybody');
  }

  messageAt(address: string): Posted | null {
    const [, at, message] = /^https:\/\/tiny\.example\/([^/]+)\/([^/]+)$/.exec(address) ?? [];
    if (at !== undefined && message !== undefined) return { ...channel(at), message };
    return this.#breaks('takesAnyAddress') ? { ...channel('home'), message: address } : null;
  }

  async profile(of: Person) {
    return { name: this.#breaks('namesNobody') ? '' : of.user, kind: 'member' as const, active: true };
  }

  async describe(of: Channel) {
    const name = channel(of.channel).channel;
    return { name: this.#breaks('describesVaguely') ? ' ' : name, private: false, writable: true };
  }

  async permalink(of: Posted): Promise<string> {
    return `https://tiny.example/${of.channel}/${this.#breaks('sharesPermalink') ? '' : of.message}`;
  }

  async #mapped<T>(call: () => Promise<T>): Promise<T> {
    await turns(1);
    try {
      return await call();
    } catch (error) {
      if (!(error instanceof TinyError) || this.#breaks('throwsPlainErrors')) throw error;
      throw new DeliveryError(failureOf(error, this.#breaks), { cause: error });
    }
  }
}

function failureOf(error: TinyError, breaks: Breaks): DeliveryFailure {
  const again = { retryAfterMs: 1_000, scope: 'lane' } as const;
  switch (error.code) {
    case 'ratelimited':
      if (breaks('turns429IntoFailure')) return { permanent: 'refused' };
      return { retryAfterMs: error.retryAfterMs, scope: 'realm' };
    case 'timeout':
      return breaks('saysTimeoutFailed') ? again : { inDoubt: true };
    case 'forbidden':
      return breaks('retriesRefusals') ? again : { permanent: 'refused' };
    case 'no such channel':
    case 'no such message':
      return breaks('retriesGone') ? again : { permanent: 'gone' };
    case 'no such user':
      return { permanent: 'unreachable' };
  }
}

function sum(known: Readonly<Record<string, number>>): number {
  return Object.values(known).reduce((a, b) => a + b, 0);
}

function agrees(known: Readonly<Record<string, number>>, marks: readonly { emoji: string }[]): boolean {
  const counts: Record<string, number> = {};
  for (const { emoji } of marks) counts[emoji] = (counts[emoji] ?? 0) + 1;
  return (
    Object.keys(counts).length === Object.keys(known).length &&
    Object.entries(counts).every(([emoji, count]) => known[emoji] === count)
  );
}
