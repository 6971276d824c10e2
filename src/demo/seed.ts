import type { Clock } from '../clock.ts';
import { decide } from '../decisions/decide.ts';
import type { Outbox } from '../delivery/saying.ts';
import { completeIdea } from '../ideas/complete-idea.ts';
import { isVotable } from '../ideas/status.ts';
import { submitIdea } from '../ideas/submit-idea.ts';
import { withdrawIdea } from '../ideas/withdraw-idea.ts';
import { bindChannel } from '../labs/bind-channel.ts';
import { createLab } from '../labs/create-lab.ts';
import type { Lab } from '../labs/lab.ts';
import { nameFacilitator } from '../labs/name-facilitator.ts';
import type { Acting } from '../members/acting.ts';
import { NOBODY } from '../members/member.ts';
import type { PersonRef } from '../members/member-store.ts';
import type { Reads } from '../reads.ts';
import { isRefusal, type Refusal } from '../refusal.ts';
import type { Transaction, UnitOfWork } from '../unit-of-work.ts';
import { castVote } from '../votes/cast-vote.ts';
import type { Value } from '../votes/vote.ts';
import { type Calendar, calendarAt } from './calendar.ts';
import { Draw } from './draw.ts';
import { type DemoIdea, IDEAS, type Step } from './ideas.ts';
import { CHANNELS, DEMO_ZONE, type DemoLab, type DemoSlug, LABS } from './labs.ts';
import { ADMINISTRATOR, COLLEAGUES, PERSONAS, VOTERS } from './people.ts';

/** What seeding works with. */
export interface DemoSeed {
  unitOfWork: Pick<UnitOfWork, 'run'>;
  reads: Pick<Reads, 'labs'>;
  clock: Pick<Clock, 'now'>;
  /** The one chat that runs: `local` or `terminal`. */
  platform: string;
}

/** Any number: it says which demo is drawn. */
const SEED = 2256;

/**
 * Fills an empty box (no lab yet) with the labs, people, ideas and votes of the demo, as if it had been in use
 * for six weeks. All in one transaction: a box is seeded or it is not. A box that the demo filled for the other
 * chat only gets this chat's channels and facilitators. False when there was nothing to do.
 *
 * Channels are bound at the start itself, so last week's digest is not published by schedule and is there for
 * `digest envoyer`.
 */
export async function seedDemo({ unitOfWork, reads, clock, platform }: DemoSeed): Promise<boolean> {
  if (!(await isWanting(reads.labs, platform))) return false;
  const now = clock.now();
  return unitOfWork.run(async (tx) => {
    if (!(await isWanting(tx.labs, platform))) return false;
    const demo = new Demo(tx, platform, now);
    const fresh = (await tx.labs.all()).length === 0;
    if (fresh) await demo.createLabs();
    await demo.openLabs();
    if (fresh) await demo.live();
    return true;
  });
}

/** An empty box, or the demo's without a channel of this platform. */
async function isWanting(
  labs: Pick<Reads['labs'], 'all' | 'bySlug' | 'channels'>,
  platform: string,
): Promise<boolean> {
  if ((await labs.all()).length === 0) return true;
  for (const { slug } of LABS) {
    const lab = await labs.bySlug(slug);
    if (!lab) return false;
    if ((await labs.channels(lab.id)).some((channel) => channel.platform === platform)) return false;
  }
  return CHANNELS.some((channel) => channel.platform === platform);
}

/**
 * Old votes and decisions are news to nobody. The cards alone are really asked for; they are rendered when they
 * are sent, with everything in.
 */
const SILENT: Outbox = {
  say: async () => true,
  repaintCards: async () => {},
  repaint: async () => {},
  repaintDigests: async () => {},
  withhold: async () => 0,
  toldOfLoss: async () => false,
  revive: async () => {},
  repaintIn: async () => {},
  recallNews: async () => [],
};

/** Something that happens in the demo's past. */
interface Happening {
  at: number;
  happen(): Promise<unknown>;
}

class Demo {
  readonly #tx: Transaction;
  readonly #silent: Transaction;
  readonly #platform: string;
  readonly #calendar: Calendar;
  readonly #draw = new Draw(SEED);
  readonly #labs = new Map<DemoSlug, Lab>();

  constructor(tx: Transaction, platform: string, now: number) {
    this.#tx = tx;
    this.#silent = { ...tx, outbox: SILENT };
    this.#platform = platform;
    this.#calendar = calendarAt(now);
  }

  /** Before the first idea. */
  async createLabs(): Promise<void> {
    const oldest = Math.max(...IDEAS.map(({ age }) => age));
    const [at = 0] = this.#calendar.hoursOn(oldest + 7);
    const by = await this.#acting(ADMINISTRATOR, { administrator: true });
    for (const { slug, settings } of LABS) {
      taken(await createLab(this.#tx, by, { slug, settings, defaultZone: DEMO_ZONE, at }), slug);
    }
  }

  /** Gives the labs their facilitators and channels on this platform. */
  async openLabs(): Promise<void> {
    const at = this.#calendar.now;
    const by = await this.#acting(ADMINISTRATOR, { administrator: true });
    for (const { slug, facilitator } of LABS) {
      const person = this.#person(facilitator);
      taken(await nameFacilitator(this.#tx, by, { slug, person, name: PERSONAS[facilitator], at }), slug);
    }
    for (const { lab: slug, name, private: closed, ...channel } of CHANNELS) {
      if (channel.platform !== this.#platform) continue;
      taken(await bindChannel(this.#tx, by, { slug, channel, name, private: closed, at }), name);
    }
    for (const { slug } of LABS) {
      const lab = await this.#tx.labs.bySlug(slug);
      if (lab) this.#labs.set(slug, lab);
    }
  }

  /** Everything that was filed, voted and answered, in the order it happened. */
  async live(): Promise<void> {
    const filed = IDEAS.map((idea) => ({ idea, at: this.#filedAt(idea) })).sort((a, b) => a.at - b.at);
    const happenings = filed.flatMap(({ idea, at }) => this.#lifeOf(idea, at));
    for (const { happen } of happenings.sort((a, b) => a.at - b.at)) await happen();
  }

  #filedAt({ age, title }: DemoIdea): number {
    if (age > 0) return this.#minuteOf(this.#calendar.hoursOn(age));
    const fresh = IDEAS.filter((idea) => idea.age === 0);
    return this.#minuteOf([
      this.#calendar.hourBefore(2 + 3 * fresh.findIndex((idea) => idea.title === title)),
    ]);
  }

  #lifeOf(idea: DemoIdea, filedAt: number): Happening[] {
    const lab = this.#labs.get(idea.lab);
    if (!lab) throw new Error(`The demo has no lab ${idea.lab}`);
    let number = 0;
    const happenings: Happening[] = [
      {
        at: filedAt,
        happen: async () => {
          const { title, body } = idea;
          const by = await this.#acting(idea.author, { here: lab.id });
          const authorName = nameOf(idea.author);
          const submission = { lab: lab.id, title, body, authorName, at: filedAt };
          ({ number } = taken(await submitIdea(this.#tx, by, submission), title));
        },
      },
    ];
    let closedAt = this.#calendar.now;
    for (const step of idea.next ?? []) {
      const at = this.#minuteOf(this.#calendar.hoursOn(step.age));
      if (closesVotes(step)) closedAt = Math.min(closedAt, at);
      happenings.push({
        at,
        happen: async () => taken(await this.#take(step, { idea, lab, number, at }), idea.title),
      });
    }
    for (const { voter, value, at } of this.#votesOn(idea, filedAt, closedAt)) {
      happenings.push({
        at,
        happen: async () => {
          const by = await this.#acting(voter, { here: lab.id });
          taken(await castVote(this.#silent, by, { number, value, at }), idea.title);
        },
      });
    }
    return happenings;
  }

  async #take(
    step: Step,
    { idea, lab, number, at }: { idea: DemoIdea; lab: Lab; number: number; at: number },
  ): Promise<unknown> {
    if ('to' in step) {
      const by = await this.#acting(facilitatorOf(idea.lab), { facilitates: [lab.id] });
      return decide(this.#silent, by, { number, to: step.to, answer: step.answer, at });
    }
    const author = await this.#acting(idea.author, { here: lab.id });
    if ('adds' in step) return completeIdea(this.#silent, author, { number, text: step.adds, at });
    return withdrawIdea(this.#silent, author, { number, at });
  }

  /** Each voter votes once, in the week that is asked for, while one can vote. */
  #votesOn(idea: DemoIdea, from: number, until: number): { voter: string; value: Value; at: number }[] {
    const voters = this.#draw.shuffled(VOTERS.filter((voter) => voter !== idea.author));
    const votes: { voter: string; value: Value; at: number }[] = [];
    for (const value of ['for', 'against'] as const) {
      for (const [index, count] of (idea[value] ?? []).entries()) {
        const weeksAgo = (idea[value]?.length ?? 0) - 1 - index;
        const hours = this.#calendar
          .hoursOf(weeksAgo)
          .filter((hour) => hour > from && (weeksAgo === 0 || hour < until));
        for (const voter of voters.splice(0, count)) {
          const at = hours.length === 0 ? from : this.#minuteOf(hours);
          // What the running week has not reached yet.
          if (at > from && at < until) votes.push({ voter, value, at });
        }
      }
    }
    return votes;
  }

  /** A minute of one of these hours. */
  #minuteOf(hours: readonly number[]): number {
    return this.#draw.among(hours) + this.#draw.whole(60) * 60_000;
  }

  /** Personas are of the chat that runs; colleagues are nowhere but in the box. */
  #person(user: string): PersonRef {
    if (user in PERSONAS) return { platform: this.#platform, realm: this.#platform, user };
    return { platform: NOBODY, realm: 'demo', user };
  }

  async #acting(
    user: string,
    as: { administrator?: boolean; facilitates?: readonly number[]; here?: number },
  ): Promise<Acting> {
    const identity = await this.#tx.members.identify(this.#person(user), this.#calendar.now);
    const { administrator = false, facilitates = [], here = null } = as;
    return {
      identity,
      reader: {
        kind: 'member',
        active: true,
        accounts: [identity.id],
        member: identity.member,
        administrator,
        facilitates,
        here,
      },
    };
  }
}

function closesVotes(step: Step): boolean {
  return 'withdrawn' in step || ('to' in step && !isVotable(step.to));
}

const nameOf = (user: DemoIdea['author']): string => ({ ...PERSONAS, ...COLLEAGUES })[user];

function facilitatorOf(slug: DemoSlug): DemoLab['facilitator'] {
  const lab = LABS.find((one) => one.slug === slug);
  if (!lab) throw new Error(`The demo has no lab ${slug}`);
  return lab.facilitator;
}

/** The demo asks for nothing that is refused: if it is, the demo is wrong. */
function taken<T>(result: T | Refusal, what: string): T {
  if (isRefusal(result)) throw new Error(`The demo was refused (${result.why}): ${what}`);
  return result;
}
