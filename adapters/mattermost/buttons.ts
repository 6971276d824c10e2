import { z } from 'zod';
import { isPrivate, openButton } from '../../src/chat/kit/private-buttons.ts';
import type { Signer } from '../../src/chat/kit/signer.ts';
import type { Button } from '../../src/chat/message.ts';
import type { Channel, Person } from '../../src/chat/place.ts';
import type { Integration } from './attachments.ts';

/**
 * What travels with a button. Mattermost signs no request, and whoever may post can make a button that leads to us
 * and get others to press it: so what we wrote proves itself. A posting's button is signed over site, channel, action
 * and value, and counts for whoever presses it, as long as it stands there; a private one was sealed for its person
 * before it came here (src/chat/kit/private-buttons.ts).
 */

const PURPOSE = 'posted-button';

const contents = z.object({ action: z.string(), value: z.string(), tag: z.string().optional() });

/** Where a button stands, and where its press goes. */
export interface ButtonsAt {
  realm: string;
  /** Of the post; a direct conversation's too. */
  channel: string;
  /** Our address that takes presses. */
  url: string;
}

/** What a press says. */
export type Press =
  | { kind: 'posting'; action: string; value: string }
  /** `where`: from which channel it was asked; null at the person's own page. */
  | { kind: 'private'; action: string; value: string; where: Channel | null }
  | 'expired'
  | 'forged';

/** Gives each button of a post its address and what comes back with a press. */
export function integrationsFor(at: ButtonsAt, signer: Signer): (button: Button) => Integration {
  return ({ action, value }) => {
    const proof = isPrivate(action) ? {} : { tag: signer.sign(PURPOSE, bound(at, action, value)) };
    return { url: at.url, context: { action, value, ...proof } };
  };
}

/** Reads the context of a press that came from this channel of that person's site. */
export function readPress(
  context: unknown,
  { channel, person, now }: { channel: string; person: Person; now: number },
  signer: Signer,
): Press {
  const { success, data } = contents.safeParse(context);
  if (!success) return 'forged';
  const { action, value, tag = '' } = data;
  if (isPrivate(action)) {
    const opened = openButton({ action, value }, person, now, signer);
    return typeof opened === 'string' ? opened : { kind: 'private', ...opened };
  }
  const proven = signer.verify(PURPOSE, bound({ realm: person.realm, channel }, action, value), tag);
  return proven ? { kind: 'posting', action, value } : 'forged';
}

function bound(
  { realm, channel }: Pick<ButtonsAt, 'realm' | 'channel'>,
  action: string,
  value: string,
): string {
  return JSON.stringify([realm, channel, action, value]);
}
