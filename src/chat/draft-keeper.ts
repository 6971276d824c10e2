import { createHash } from 'node:crypto';
import type { Hashes } from '../secrets.ts';
import type { Transaction } from '../unit-of-work.ts';
import type { Arrival } from './arrival.ts';
import type { Box } from './box.ts';
import { DRAFT_LIFE_MS } from './drafts.ts';
import type { FormState } from './form.ts';
import { type Person, personKey } from './place.ts';

/** What waits in a draft. With `asks`, the person answers it by yes, no or a number (platforms without forms). */
export type Content =
  /** Values of a finished first step, while the second is open. */
  | { kind: 'idea'; title: string; body: string; lab: number; similar: number[] }
  /** What a form brought that could not be taken, to be taken up again. */
  | { kind: 'form'; step: string; values: Readonly<Record<string, string>> }
  /** Which lab? Numbered as listed. */
  | { kind: 'choose-lab'; title: string; body: string; labs: number[] }
  /** Different, or support one of these? Numbered as listed, 1 being "different". */
  | { kind: 'choose-similar'; title: string; body: string; lab: number; similar: number[] }
  | { kind: 'publish'; title: string; body: string; lab: number }
  | { kind: 'withdraw'; idea: number }
  /** What somebody did, until it is answered. */
  | { kind: 'arrival'; arrival: Arrival }
  /** Is the account this code came from one's own? The keyed hash of the code. */
  | { kind: 'link-accounts'; code: string };

/** Drafts are encrypted, and stored under a keyed hash of their owner: the database alone tells neither. */
export async function keepDraft(
  box: Box,
  tx: Transaction,
  owner: Person,
  content: Content,
  options: { asks?: boolean; id?: string } = {},
): Promise<string> {
  const id = options.id ?? box.chance.id();
  await tx.drafts.put({
    id,
    owner: ownerHashes(box, owner)[0],
    asks: options.asks ?? false,
    sealed: box.secrets.seal('draft', JSON.stringify(content)),
    at: box.clock.now(),
  });
  return id;
}

/**
 * The draft a form's values wait in: always the same for one form, so that sending it twice makes no second
 * one. What becomes of it is claimed under this id, whatever step or button it comes from: once.
 */
export function draftIdOf(form: Pick<FormState, 'nonce' | 'draft'>): string {
  // Without a key, so that it is the same after a change of the secret; nobody can guess the nonce.
  return form.draft ?? createHash('sha256').update(`draft ${form.nonce}`).digest('base64url');
}

/** The draft's content, if it is this person's and not too old. */
export async function openDraft(
  box: Box,
  tx: Pick<Transaction, 'drafts'>,
  owner: Person,
  id: string,
): Promise<Content | null> {
  const draft = await tx.drafts.byId(id);
  if (!draft || !ownerHashes(box, owner).includes(draft.owner)) return null;
  return unseal(box, draft);
}

/** The question that waits for this person, with the id of its draft. */
export async function waitingQuestion(
  box: Box,
  tx: { drafts: Pick<Transaction['drafts'], 'asking'> },
  owner: Person,
): Promise<{ id: string; content: Content } | null> {
  const draft = await tx.drafts.asking(ownerHashes(box, owner));
  const content = draft && unseal(box, draft);
  return draft && content ? { id: draft.id, content } : null;
}

/** An arrival that is kept, with the id of its draft. */
export interface KeptArrival {
  id: string;
  arrival: Arrival;
}

/** The arrivals that are kept, in the order in which they came. */
export async function keptArrivals(box: Box): Promise<KeptArrival[]> {
  const kept = (await box.reads.drafts.arrivals()).flatMap((draft) => {
    const content = unseal(box, draft);
    return content?.kind === 'arrival' ? [{ id: draft.id, arrival: content.arrival }] : [];
  });
  return kept.sort((one, other) => one.arrival.at - other.arrival.at);
}

function unseal(box: Box, draft: { sealed: string; at: number }): Content | null {
  if (box.clock.now() - draft.at >= DRAFT_LIFE_MS) return null;
  const text = box.secrets.open('draft', draft.sealed);
  return text === null ? null : (JSON.parse(text) as Content);
}

function ownerHashes(box: Box, owner: Person): Hashes {
  return box.secrets.hashes('owner', personKey(owner));
}
