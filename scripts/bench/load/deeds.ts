import { textsOf } from '../quarry.ts';
import { quarry } from '../real-texts.ts';
import type { Counts } from './playing.ts';

/** Nobody reads and fills a form faster; the box knows by then that it is open. Milliseconds. */
const FILL_MS = 150;

/** Who does what next, of people who take turns; whatever the platform. */
export class Deeds<Person, Form> {
  #people: readonly Person[];
  readonly #texts = textsOf(quarry());
  readonly #forms: Form[] = [];
  #done = 0;
  /** Whose turn it is: texts count otherwise, and whoever waits for an answer must not be asked for the next one. */
  #turn = 0;
  readonly counts: Counts = { published: 0, pressed: 0 };

  constructor(people: readonly Person[]) {
    this.#people = people;
  }

  /** Only so many of them are there. */
  gather(count: number): void {
    this.#people = this.#people.slice(0, count);
  }

  /** So many were done. */
  get done(): number {
    return this.#done;
  }

  /** One after the other. */
  person(): Person {
    this.#done += 1;
    this.#turn += 1;
    const person = this.#people[this.#turn % this.#people.length];
    if (person === undefined) throw new Error('there is nobody');
    return person;
  }

  /** Spread, so that the same person meets another idea each time. */
  idea(ideas: readonly number[]): number {
    return ideas[Math.floor(this.#done / this.#people.length + this.#done) % ideas.length] ?? 1;
  }

  /** One in five is against. */
  vote(): 'for' | 'against' {
    return this.#done % 5 === 0 ? 'against' : 'for';
  }

  /** Some real ones begin with the one command that takes any text, and would be searched for: another verb files them. */
  title(): string {
    return this.#texts.idea(this.#done).title.replace(/^chercher\b/i, 'Vouloir');
  }

  /** A few lines about why, typed into a form. */
  why(): string {
    const { body } = this.#texts.idea(this.#done);
    this.#done += 1;
    return body;
  }

  /** A form that can be sent, if there is one. */
  filled(): Form | undefined {
    return this.#forms.shift();
  }

  /** This one can be sent now. */
  fill(form: Form): void {
    this.#forms.push(form);
  }

  /** This one is open: its person fills it. */
  open(form: Form): void {
    setTimeout(() => this.fill(form), FILL_MS);
  }

  /** Those of another app would be refused. */
  forgetForms(): void {
    this.#forms.length = 0;
  }
}
