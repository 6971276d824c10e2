import type { Adapter, ReactionState } from '../../src/chat/adapter.ts';
import { DeliveryError, type DeliveryFailure } from '../../src/chat/adapter.ts';
import type { Message } from '../../src/chat/message.ts';
import { type Channel, isChannel, type Person, type Posted } from '../../src/chat/place.ts';
import type { Clock } from '../../src/clock.ts';

/** What one send, update or look comes to. */
export type Fate =
  | 'ok'
  /** Nothing stands, and the caller learns why. */
  | DeliveryFailure
  /** It stands, and the answer is lost. */
  | 'lost answer'
  /** Nothing stands, and nobody learns it. */
  | 'lost request'
  /** It stands after so many milliseconds, and is answered then. */
  | { after: number }
  /** Never answered; nothing stands. */
  | 'hang'
  | { throws: Error };

export interface Standing {
  posted: Posted;
  to: Channel | Person;
  key: string;
  text: string;
  at: number;
  seeds: readonly string[];
}

const GONE: DeliveryFailure = { permanent: 'gone' };

/**
 * A chat platform in memory that does what a test tells it to, one fate a call, and then `ok`. It keeps every
 * message that stands, in order, whatever our side believes.
 */
export class ScriptedPlatform {
  readonly name: string;
  readonly standing: Standing[] = [];
  /** Every attempt to send, with its instant. */
  readonly sends: { key: string; at: number }[] = [];
  readonly updates: { message: string; text: string; at: number }[] = [];
  readonly looks: { key: string; since: number; at: number }[] = [];
  /** Fates of the next sends of a destination (user or channel), in order. */
  readonly fates = new Map<string, Fate[]>();
  readonly updateFates: Fate[] = [];
  readonly seedFates: Fate[] = [];
  /** Answers of the next looks; then the truth. */
  readonly lookAnswers: (Posted | 'absent' | 'cannot tell' | Fate)[] = [];
  /** Keys are honoured for so long after the first send. */
  resendSafeMs = 0;
  pace = { repaintsPerMinute: 40, perPostingMs: 15_000 };
  readonly adapter: Adapter;
  readonly #clock: Clock;
  #drawn = 0;

  constructor(clock: Clock, name = 'test', lacks: readonly ('findSent' | 'update' | 'seed')[] = []) {
    this.#clock = clock;
    this.name = name;
    const platform = this;
    this.adapter = {
      commandWord: '/idee',
      can: () => ({
        forms: 'steps',
        buttons: true,
        private: true,
        threads: true,
        resendSafeMs: platform.resendSafeMs,
      }),
      get pace() {
        return platform.pace;
      },
      start: async () => {},
      stop: async () => {},
      send: (to, message, key) => platform.#send(to, message, key),
      ...(!lacks.includes('update') && {
        update: (posted: Posted, message: Message) => platform.#update(posted, message),
      }),
      ...(!lacks.includes('findSent') && {
        findSent: (_to: Channel | Person, key: string, since: number) => platform.#find(key, since),
      }),
      ...(!lacks.includes('seed') && {
        seed: (posted: Posted, emoji: readonly string[]) => platform.#seed(posted, emoji),
      }),
      async *reactions(): AsyncIterable<ReactionState> {},
    };
  }

  /** What will become of the next sends to a user or channel. */
  next(destination: string, ...fates: Fate[]): void {
    this.fates.set(destination, [...(this.fates.get(destination) ?? []), ...fates]);
  }

  /** Texts that stand in a channel or before a person, in order. */
  texts(destination: string): string[] {
    return this.standing.filter(({ to }) => idOf(to) === destination).map(({ text }) => text);
  }

  keys(): string[] {
    return this.standing.map(({ key }) => key);
  }

  async #send(to: Channel | Person, message: Message, key: string): Promise<Posted> {
    this.sends.push({ key, at: this.#clock.now() });
    const fate = this.fates.get(idOf(to))?.shift() ?? 'ok';
    return this.#meet(fate, () => this.#put(to, message, key));
  }

  #put(to: Channel | Person, { summary }: Message, key: string): Posted {
    const now = this.#clock.now();
    const known = this.standing.find((one) => one.key === key && now < one.at + this.resendSafeMs);
    if (known) return known.posted;
    this.#drawn += 1;
    const { platform, realm } = to;
    const place = isChannel(to) ? to : { platform, realm, channel: `dm-${to.user}`, direct: true };
    const posted = { ...place, message: `m${this.#drawn}` };
    this.standing.push({ posted, to, key, text: summary, at: now, seeds: [] });
    return posted;
  }

  async #update(posted: Posted, message: Message): Promise<void> {
    this.updates.push({ message: posted.message, text: message.summary, at: this.#clock.now() });
    await this.#meet(this.updateFates.shift() ?? 'ok', () => {
      const one = this.standing.find((s) => s.posted.message === posted.message);
      if (!one) throw new DeliveryError(GONE);
      one.text = message.summary;
    });
  }

  async #seed(posted: Posted, emoji: readonly string[]): Promise<void> {
    await this.#meet(this.seedFates.shift() ?? 'ok', () => {
      const one = this.standing.find((s) => s.posted.message === posted.message);
      if (one) one.seeds = emoji;
    });
  }

  async #find(key: string, since: number): Promise<Posted | 'absent' | 'cannot tell'> {
    this.looks.push({ key, since, at: this.#clock.now() });
    const answer = this.lookAnswers.shift();
    if (answer === 'absent' || answer === 'cannot tell') return answer;
    if (answer && typeof answer === 'object' && 'message' in answer) return answer;
    return this.#meet(
      answer ?? 'ok',
      () => this.standing.find((one) => one.key === key && one.at >= since)?.posted ?? 'absent',
    );
  }

  async #meet<T>(fate: Fate, happen: () => T): Promise<T> {
    if (fate === 'ok') return happen();
    if (fate === 'hang') return new Promise(() => {});
    if (fate === 'lost answer') happen();
    if (fate === 'lost answer' || fate === 'lost request') throw new DeliveryError({ inDoubt: true });
    if ('after' in fate) {
      await this.#clock.sleep(fate.after);
      return happen();
    }
    if ('throws' in fate) throw fate.throws;
    throw new DeliveryError(fate, { code: 'http_503' });
  }
}

function idOf(to: Channel | Person): string {
  return isChannel(to) ? to.channel : to.user;
}
