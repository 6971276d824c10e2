import { type Lang, langOf } from '../i18n/lang.ts';
import { type Speak, speak } from '../i18n/speak.ts';
import type { Acting } from '../members/acting.ts';
import type { Identity } from '../members/member.ts';
import type { Reader } from '../members/reader.ts';
import { type Claimed, whoIs } from '../members/who-is.ts';
import { isRefusal, type Refusal } from '../refusal.ts';
import type { Hashes } from '../secrets.ts';
import type { Transaction } from '../unit-of-work.ts';
import type { Abilities, Profile } from './adapter.ts';
import type { Answer, Arrival } from './arrival.ts';
import type { Box } from './box.ts';
import type { Outcome } from './claims.ts';
import { withinMs } from './kit/within.ts';
import type { Channel, Person } from './place.ts';
import { isRemembered, isStillThere } from './still-there.ts';

/** One arrival being answered: who, where, in which language, and the box to do it with. */
export interface Turn {
  box: Box;
  arrivalId: string;
  by: Person;
  /** The channel it comes from; null where a platform does not say (a home page), or its person reads there no more. */
  where: Channel | null;
  /** Instant of the event. */
  at: number;
  can: Abilities;
  /** What people type to call the box here: "/idee". */
  commandWord: string;
  speak: Speak;
  /** A command of the box in the words of this person's language. */
  inOwnWords(typed: string): string;
  /** As far as is known without asking the platform. */
  reader: Reader;
  /** This person's own row, for what only an author may do; null before their first write. */
  identity: Identity | null;
  /** The same arrival opened anew, after it changed what a turn is opened with: their language, their row. */
  again(): Promise<Turn>;
}

/** A repeat of something already done; `outcome` tells what it came to, where that is kept. */
export interface Repeated {
  repeated: true;
  outcome: Outcome | null;
}

/** Keeps what the claimed thing came to, for its repeat. */
export type Settle = (outcome: Outcome) => Promise<void>;

/**
 * How long what is answered by a form waits for the platform to say who this is, milliseconds. The platform's own limit
 * for opening one begins at three seconds; a form is opened within it, or a view that the form fills.
 */
const WHO_MS = 1_000;

/**
 * Opens a turn. What is answered by a form (`opensForm`) waits {@link WHO_MS} for the platform to say who this is, so
 * that who may not file is told before they write; somebody still unknown then counts as an active member, and the
 * submit looks again. `late`: it is answered when its person no longer waits, and no second step can be shown.
 */
export async function openTurn(
  box: Box,
  arrival: Arrival,
  ways: { opensForm: boolean; late: boolean; inWordsOf(lang: Lang, typed: string): string },
): Promise<Turn> {
  const { opensForm, late, inWordsOf } = ways;
  const adapter = box.adapters.get(arrival.by.platform);
  if (!adapter) throw new Error(`No adapter runs for the platform ${arrival.by.platform}`);
  const abilities = adapter.can(arrival.by.realm);
  const can = late && abilities.forms === 'steps' ? { ...abilities, forms: 'one' as const } : abilities;
  const profile = await profileOf(box, arrival, opensForm);
  const { where, reader, identity } = await whoAndWhere(box, arrival, can, profile);
  const member = identity && (await box.reads.members.member(identity.member));
  const lang =
    member?.language ??
    langOf(arrival.locale) ??
    langOf(profile?.locale) ??
    (await langOfLab(box, reader.here));
  return {
    box,
    arrivalId: arrival.id,
    by: arrival.by,
    where,
    // A clock that runs ahead must not speak over what is said after it.
    at: Math.min(arrival.at, box.clock.now()),
    can,
    commandWord: adapter.commandWord,
    speak: speak(lang),
    inOwnWords: (typed) => inWordsOf(lang, typed),
    reader,
    identity,
    again: () => openTurn(box, arrival, ways),
  };
}

/** The reader, in the place the arrival comes from as long as that counts for them. */
async function whoAndWhere(
  box: Box,
  arrival: Arrival,
  can: Abilities,
  profile: Profile | null,
): Promise<Pick<Turn, 'where' | 'reader' | 'identity'>> {
  const { by } = arrival;
  const at = async (where: Channel | null) => ({
    where,
    ...(await whoIs(box.reads, claimed({ box, by, where, can }, profile))),
  });
  const where = placeOf(arrival);
  const there = await at(where);
  if (!where || !isRemembered(arrival) || (await isStillThere(box, by, where, there.reader))) return there;
  return at(null);
}

/** Forms wait a moment for the profile; everything else waits for it ("still recording" after 2 s). */
async function profileOf(box: Box, arrival: Arrival, opensForm: boolean): Promise<Profile | null> {
  const known = box.directory.peek(arrival.by);
  if (known) return box.directory.know(arrival.by);
  const asked = box.directory.know(arrival.by);
  if (!opensForm) return asked;
  const soon = await withinMs(
    asked.then((profile) => ({ profile })).catch(() => ({ profile: null })),
    WHO_MS,
    box.clock,
  );
  return soon?.profile ?? null;
}

/**
 * Runs a use case in one transaction which also claims the arrival, and the form's nonce where there is one.
 * The person is looked up afresh inside it; a refusal rolls everything back, the claims included.
 */
export async function writing<T>(
  turn: Turn,
  work: (tx: Transaction, by: Acting, settle: Settle) => Promise<T | Refusal>,
  nonce?: string,
): Promise<T | Refusal | Repeated> {
  const { box, by } = turn;
  const profile = await box.directory.know(by);
  return claiming(
    turn,
    async (tx, settle) => {
      const identity = await tx.members.identify(by, box.clock.now());
      const { reader } = await whoIs(tx, claimed(turn, profile), identity);
      return work(tx, { identity, reader }, settle);
    },
    nonce,
  );
}

/** The same for what is nobody's act yet (a draft): the arrival is claimed, and no row names the person. */
export async function claiming<T>(
  turn: Turn,
  work: (tx: Transaction, settle: Settle) => Promise<T | Refusal>,
  nonce?: string,
): Promise<T | Refusal | Repeated> {
  const { box } = turn;
  const used = [...(nonce === undefined ? [] : [nonceHashes(box, nonce)]), arrivalHashes(turn)];
  return rollingBack(box, async (tx): Promise<T | Refusal | Repeated> => {
    for (const hashes of used) {
      const earlier = await tx.claims.claim(hashes, box.clock.now());
      if (earlier) return { repeated: true, outcome: earlier.outcome };
    }
    return work(tx, async (outcome) => {
      for (const [hash] of used) await tx.claims.settle(hash, outcome);
    });
  });
}

/** What a nonce that was claimed before came to; null when it was not, or came to nothing. */
export function outcomeOf({ box }: Turn, nonce: string): Promise<Outcome | null> {
  return box.unitOfWork.run((tx) => tx.claims.outcome(nonceHashes(box, nonce)));
}

/** Ids of arrivals are the platform's own: two platforms may use the same. */
function arrivalHashes({ box, by: { platform, realm }, arrivalId }: Turn): Hashes {
  return box.secrets.hashes('dedupe', `arrival ${JSON.stringify([platform, realm, arrivalId])}`);
}

function nonceHashes(box: Box, nonce: string): Hashes {
  return box.secrets.hashes('dedupe', `nonce ${nonce}`);
}

/** Tells the repeat of something already done from a result or a refusal. */
export function isRepeated(result: unknown): result is Repeated {
  return typeof result === 'object' && result !== null && 'repeated' in result;
}

class RolledBack extends Error {
  readonly refusal: Refusal;
  constructor(refusal: Refusal) {
    super(refusal.why);
    this.refusal = refusal;
  }
}

async function rollingBack<T>(
  box: Box,
  work: (tx: Transaction) => Promise<T | Refusal>,
): Promise<T | Refusal> {
  try {
    return await box.unitOfWork.run(async (tx) => {
      const result = await work(tx);
      if (isRefusal(result)) throw new RolledBack(result);
      return result;
    });
  } catch (error) {
    if (error instanceof RolledBack) return error.refusal;
    throw error;
  }
}

function claimed(
  { box, by, where, can }: Pick<Turn, 'box' | 'by' | 'where' | 'can'>,
  profile: Profile | null,
): Claimed {
  return {
    person: by,
    where,
    kind: profile?.kind ?? 'member',
    active: profile?.active ?? true,
    admins: box.admins,
    alone: can.private,
  };
}

/** Where it was done; null where a platform does not say. */
export function placeOf(arrival: Arrival): Channel | null {
  switch (arrival.kind) {
    case 'command':
    case 'press':
      return arrival.where;
    case 'submit':
      return arrival.form.where;
    case 'mark':
      return arrival.on;
    case 'shortcut':
      return arrival.message;
    case 'home':
      return null;
  }
}

async function langOfLab(box: Box, lab: number | null): Promise<Lang> {
  return (lab === null ? null : await box.reads.labs.byId(lab))?.language ?? 'fr';
}

/** Nothing is shown to the person. */
export const NOTHING: Answer = { kind: 'nothing' };
