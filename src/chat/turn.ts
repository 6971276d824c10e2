import { type Lang, langOf } from '../i18n/lang.ts';
import { type Speak, speak } from '../i18n/speak.ts';
import type { Acting } from '../members/acting.ts';
import type { Reader } from '../members/reader.ts';
import { whoIs } from '../members/who-is.ts';
import { isRefusal, type Refusal } from '../refusal.ts';
import type { Transaction } from '../unit-of-work.ts';
import type { Abilities, Profile } from './adapter.ts';
import type { Answer, Arrival } from './arrival.ts';
import type { Box } from './box.ts';
import type { Outcome } from './claims.ts';
import type { Channel, Person } from './place.ts';

/** One arrival being answered: who, where, in which language, and the box to do it with. */
export interface Turn {
  box: Box;
  arrivalId: string;
  by: Person;
  /** The channel it comes from; null where a platform does not say (a home page). */
  where: Channel | null;
  /** Instant of the event. */
  at: number;
  can: Abilities;
  /** What people type to call the box here: "/idee". */
  commandWord: string;
  speak: Speak;
  /** As far as is known without asking the platform. */
  reader: Reader;
}

/** A repeat of something already done; `outcome` tells what it came to, where that is kept. */
export interface Repeated {
  repeated: true;
  outcome: Outcome | null;
}

/** Keeps what the claimed thing came to, for its repeat. */
export type Settle = (outcome: Outcome) => Promise<void>;

/** Opens a turn. Does not wait for the platform: somebody yet unknown counts as an active member to read. */
export async function openTurn(box: Box, arrival: Arrival): Promise<Turn> {
  const adapter = box.adapters.get(arrival.by.platform);
  if (!adapter) throw new Error(`No adapter runs for the platform ${arrival.by.platform}`);
  const where = placeOf(arrival);
  const profile = await profileOf(box, arrival);
  const { reader, identity } = await whoIs(box.reads, claimed(box, arrival.by, where, profile));
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
    at: arrival.at,
    can: adapter.can(arrival.by.realm),
    commandWord: adapter.commandWord,
    speak: speak(lang),
    reader,
  };
}

/** Forms open while the profile is fetched; everything else waits for it ("still recording" after 2 s). */
async function profileOf(box: Box, arrival: Arrival): Promise<Profile | null> {
  const known = box.directory.peek(arrival.by);
  if (known) return box.directory.know(arrival.by);
  const asked = box.directory.know(arrival.by);
  if (arrival.kind !== 'command') return asked;
  asked.catch(() => {});
  return null;
}

/**
 * Runs a use case in one transaction which also claims the arrival (or the form's nonce). The person is
 * looked up afresh inside it; a refusal rolls everything back, the claim included.
 */
export async function writing<T>(
  turn: Turn,
  work: (tx: Transaction, by: Acting, settle: Settle) => Promise<T | Refusal>,
  nonce?: string,
): Promise<T | Refusal | Repeated> {
  const { box, by, where } = turn;
  const profile = await box.directory.know(by);
  const hash = box.secrets.hash(
    'dedupe',
    nonce === undefined ? `arrival ${turn.arrivalId}` : `nonce ${nonce}`,
  );
  return rollingBack(box, async (tx): Promise<T | Refusal | Repeated> => {
    const now = box.clock.now();
    const earlier = await tx.claims.claim(hash, now);
    if (earlier) return { repeated: true, outcome: earlier.outcome };
    const identity = await tx.members.identify(by, now);
    const { reader } = await whoIs(tx, claimed(box, by, where, profile));
    return work(tx, { identity, reader }, (outcome) => tx.claims.settle(hash, outcome));
  });
}

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

function claimed(box: Box, person: Person, where: Channel | null, profile: Profile | null) {
  return {
    person,
    where,
    kind: profile?.kind ?? ('member' as const),
    active: profile?.active ?? true,
    admins: box.admins,
  };
}

function placeOf(arrival: Arrival): Channel | null {
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

export const NOTHING: Answer = { kind: 'nothing' };
