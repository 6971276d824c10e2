import { Chance } from '../shared/chance.ts';
import type { Clock } from '../shared/clock.ts';

const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789';
const HEX = '0123456789abcdef';
const DIGITS = '0123456789';

/** The prefixes of Slack's ids: team, user, channel, direct message, bot, app, view, file, event, enterprise. */
export type Prefix = 'T' | 'U' | 'C' | 'D' | 'B' | 'A' | 'V' | 'F' | 'Ev' | 'E';

/** Ids, time stamps and chance in Slack's shapes, the same for the same seed and clock. */
export class Ids {
  readonly #clock: Clock;
  readonly #chance: Chance;
  #lastMicros = 0;

  constructor(clock: Clock, seed: number) {
    this.#clock = clock;
    this.#chance = new Chance(seed);
  }

  /** A number in [0, 1). */
  fraction(): number {
    return this.#chance.fraction();
  }

  /** An id such as C0AB12CD34E. */
  id(prefix: Prefix): string {
    return prefix + this.#chance.letters(LETTERS, 10);
  }

  /**
   * A message's time stamp, 1700000000.000100: seconds and microseconds, a string. It is the message's name in
   * its channel, and each one is later than all before it (Slack docs: "Retrieving messages").
   */
  ts(): string {
    this.#lastMicros = Math.max(this.#clock.now() * 1000, this.#lastMicros + 100);
    return stamp(this.#lastMicros);
  }

  /** "132456.7890123.abcdef" (Slack docs: views.open, invalid_trigger_id). */
  trigger(): string {
    return `${this.#chance.letters('123456789', 1)}${this.#chance.letters(DIGITS, 12)}.${this.#chance.letters(DIGITS, 12)}.${this.hex(32)}`;
  }

  /** The state of a view, "156772938.1827394". */
  hash(): string {
    return `${Math.floor(this.#clock.now() / 1000)}.${this.hex(8)}`;
  }

  /** `length` lower-case hexadecimal digits: secrets, tokens, envelope ids. */
  hex(length: number): string {
    return this.#chance.letters(HEX, length);
  }

  /** Five letters, as Slack names a block or element that its author did not. */
  blockId(): string {
    return this.#chance.letters(LETTERS + LETTERS.toLowerCase(), 5);
  }
}

function stamp(micros: number): string {
  return `${Math.floor(micros / 1_000_000)}.${String(micros % 1_000_000).padStart(6, '0')}`;
}
