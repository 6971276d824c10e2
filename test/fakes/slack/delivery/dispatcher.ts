import type { Clock } from '../../shared/clock.ts';
import type { SlackApp } from '../app.ts';
import type { Delivery, DeliveryRecord, Receipt, Way } from './delivery.ts';

/** Sends everything by the app's way and keeps a record of it. */
export class Dispatcher {
  readonly #app: SlackApp;
  readonly #clock: Clock;
  readonly #ways: Readonly<Record<SlackApp['way'], Way>>;
  readonly #records: DeliveryRecord[] = [];
  #underWay = 0;

  constructor(app: SlackApp, clock: Clock, ways: Readonly<Record<SlackApp['way'], Way>>) {
    this.#app = app;
    this.#clock = clock;
    this.#ways = ways;
  }

  /** Sendings whose acknowledgement is awaited. */
  get underWay(): number {
    return this.#underWay;
  }

  /** Everything sent, oldest first. */
  get records(): readonly DeliveryRecord[] {
    return this.#records;
  }

  async send(delivery: Delivery): Promise<Receipt> {
    const record: DeliveryRecord = { delivery, at: this.#clock.now(), receipt: null };
    this.#records.push(record);
    this.#underWay += 1;
    try {
      record.receipt = await this.#ways[this.#app.way].deliver(delivery);
      return record.receipt;
    } finally {
      this.#underWay -= 1;
    }
  }
}
