import { expect } from '@jest/globals';
import type { DeliveryFailure } from '../../src/chat/adapter.ts';
import type { Arrival, ArrivalOf } from '../../src/chat/arrival.ts';
import type { Form } from '../../src/chat/form.ts';
import type { Message } from '../../src/chat/message.ts';
import type { Person, Posted } from '../../src/chat/place.ts';
import { TestBox } from './box.ts';
import type { Harness, Shown, ShownForm } from './harness.ts';
import { settled, turns, until, within } from './wait.ts';

/** How long after arrival an adapter must acknowledge, whatever the inbox does; clock milliseconds. */
export const ACKNOWLEDGE_MS = 2_000;

let sends = 0;

/** One clause's scene: a harness, the suite's inbox, and the phrases clauses are written in. */
export class Stage {
  readonly h: Harness;
  readonly box = new TestBox();

  constructor(harness: Harness) {
    this.h = harness;
  }

  get asker(): Person {
    return this.h.people.asker;
  }

  get other(): Person {
    return present(this.h.people.other, 'the ability `people` promises people.other');
  }

  get home() {
    return this.h.channels.home;
  }

  get patience(): number {
    return this.h.patienceMs ?? 2_000;
  }

  /** The asker types a command in the home channel. */
  type(text: string): Promise<void> {
    return within(this.h.type(this.asker, this.home, text), 'acknowledging a command', this.patience);
  }

  /** Waits until so many arrivals of that kind have come, and gives the last of them. */
  async arrival<K extends Arrival['kind']>(kind: K, count = 1): Promise<ArrivalOf<K>> {
    await until(() => this.box.of(kind).length >= count, `${count} × ${kind} arrived`, this.patience);
    return present(this.box.of(kind)[count - 1], kind);
  }

  /** Sends with a key of its own, to the home channel unless told. */
  send(message: Message, to = this.home): Promise<Posted> {
    sends += 1;
    return this.bounded(this.h.adapter.send(to, message, `key-${sends}`), 'sending');
  }

  bounded<T>(promise: Promise<T>, what: string): Promise<T> {
    return within(promise, what, this.patience);
  }

  /** All a person sees, in the channel and in the conversation with the bot alone. */
  async seenBy(person: Person): Promise<Shown[]> {
    const [channel, direct] = [await this.h.see(person, this.home), await this.h.see(person, 'direct')];
    return [...channel, ...direct];
  }

  /** Waits until this person sees a message with that text. */
  async sees(person: Person, text: string): Promise<Shown> {
    const find = async () => (await this.seenBy(person)).find((shown) => shown.text.includes(text));
    return until(find, `${person.user} sees "${text}"`, this.patience);
  }

  /** How often a text stands before this person once everything has come to rest. */
  async count(person: Person, text: string): Promise<number> {
    await this.h.settle();
    return (await this.seenBy(person)).filter((shown) => shown.text.includes(text)).length;
  }

  /** The message with this id as the person sees it, wherever it stands. */
  async shown(posted: Posted, by: Person = this.asker): Promise<Shown> {
    const find = async () =>
      (await this.seenBy(by)).find((shown) => shown.posted?.message === posted.message);
    return until(find, `${by.user} sees message ${posted.message}`, this.patience);
  }

  async press(shown: Shown, label: string, by = this.asker): Promise<void> {
    await this.bounded(must(this.h, 'press')(by, shown, label), 'acknowledging a press');
  }

  /** Types a command answered by this form, and waits until it is open. */
  async open(form: Form): Promise<ShownForm> {
    this.box.answer({ kind: 'form', form });
    await this.type('idée');
    return this.form(form.title);
  }

  /** Waits until the form with this title is open before the asker. */
  async form(title: string): Promise<ShownForm> {
    const look = must(this.h, 'form');
    const find = async () => {
      const open = await look(this.asker);
      return open?.title === title ? open : null;
    };
    return until(find, `the form "${title}" is open`, this.patience);
  }

  async formClosed(): Promise<void> {
    const look = must(this.h, 'form');
    await until(async () => (await look(this.asker)) === null, 'the form is closed', this.patience);
  }

  async submit(form: ShownForm, values: Readonly<Record<string, string>>): Promise<void> {
    await this.bounded(must(this.h, 'submit')(this.asker, form, values), 'acknowledging a submit');
  }

  /**
   * Proves that nothing (more) arrives: a command typed after whatever should not arrive has arrived, and
   * nothing is under way. Gives the arrivals there were before that command.
   */
  async arrivalsAtRest(): Promise<Arrival[]> {
    this.box.answer({ kind: 'nothing' });
    const before = this.box.of('command').length;
    await this.type('aide');
    await until(() => this.box.of('command').length > before, 'the sentinel arrived', this.patience);
    await this.h.settle();
    const sentinel = this.box.of('command').find((arrival) => arrival.text.join('') === 'aide');
    return this.box.arrivals.filter((arrival) => arrival !== sentinel);
  }

  /** The failure a delivery rejects with; a clause fails if it resolves or rejects with anything else. */
  async failure(delivery: Promise<unknown>): Promise<DeliveryFailure> {
    const outcome = await this.bounded(
      delivery.then(
        () => 'it resolved',
        (error: unknown) => error,
      ),
      'failing',
    );
    expect(outcome).toMatchObject({ name: 'DeliveryError', failure: expect.anything() });
    return (outcome as { failure: DeliveryFailure }).failure;
  }

  /** Lets the clock run, at most two minutes, until the promise settles: for time-outs kept by the clock. */
  async withTime<T>(promise: Promise<T>): Promise<T> {
    for (let seconds = 0; seconds < 120 && !(await settled(promise)); seconds += 1) {
      await this.h.clock.advance(1_000);
    }
    return this.bounded(promise, 'giving up after two minutes');
  }

  /** Lets an arrival in hand reach the instant at which it must be acknowledged. */
  async untilAcknowledged(act: Promise<void>): Promise<void> {
    await turns();
    await this.h.clock.advance(ACKNOWLEDGE_MS);
    await this.bounded(act, 'acknowledging 2 s after arrival');
  }
}

/** A member of the harness or the adapter that an ability promises. */
export function must<T extends object, K extends keyof T>(owner: T, member: K): NonNullable<T[K]> {
  const value = present(owner[member], String(member));
  return (typeof value === 'function' ? value.bind(owner) : value) as NonNullable<T[K]>;
}

export function present<T>(value: T | null | undefined, what: string): T {
  if (value === null || value === undefined) throw new Error(`missing: ${what}`);
  return value;
}
