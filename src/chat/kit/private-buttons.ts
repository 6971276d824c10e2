import { z } from 'zod';
import { type Block, type Button, type Message, PRIVATE_BUTTON_LIFE_MS } from '../message.ts';
import { type Channel, type Person, personKey } from '../place.ts';
import { placeShape } from './place-shape.ts';
import type { Signer } from './signer.ts';

/**
 * Buttons of private messages. A platform that signs its requests (Slack) keeps no limit of time, and an answer that
 * went to the direct conversation no longer says from which channel it was asked; where it signs none (Mattermost)
 * anybody may make up a button. What is meant for one person proves so itself: the value is signed over person,
 * action, place, value and the instant it stops counting. It is `TAG.JSON` under an action that says that it is
 * private.
 */

const PURPOSE = 'private-button';
const PREFIX = 'private/';

const contents = z.tuple([z.number().int(), placeShape, z.string()]);

/** For whom, and from where it was asked; null at the person's own page. */
export interface Private {
  person: Person;
  where: Channel | null;
}

/** What a press of a private button says. */
export type Opened = { action: string; value: string; where: Channel | null } | 'expired' | 'forged';

/** The message with its buttons bound to that person for 24 hours. */
export function sealButtons(message: Message, of: Private, now: number, signer: Signer): Message {
  const seal = (button: Button): Button => {
    const text = JSON.stringify([now + PRIVATE_BUTTON_LIFE_MS, of.where, button.value]);
    const tag = signer.sign(PURPOSE, bound(of.person, button.action, text));
    return { ...button, action: `${PREFIX}${button.action}`, value: `${tag}.${text}` };
  };
  const blocks = message.blocks.map((block): Block => {
    if (block.kind === 'buttons') return { ...block, buttons: block.buttons.map(seal) };
    return block.kind === 'text' && block.button ? { ...block, button: seal(block.button) } : block;
  });
  return { ...message, blocks };
}

/** Whether this action names a private button. */
export function isPrivate(action: string): boolean {
  return action.startsWith(PREFIX);
}

/** The button as the box wrote it, pressed by this person now. */
export function openButton(
  { action, value }: { action: string; value: string },
  person: Person,
  now: number,
  signer: Signer,
): Opened {
  const dot = value.indexOf('.');
  const text = value.slice(dot + 1);
  const plain = action.slice(PREFIX.length);
  if (dot < 0 || !signer.verify(PURPOSE, bound(person, plain, text), value.slice(0, dot))) return 'forged';
  const [until, where, inner] = contents.parse(JSON.parse(text));
  return now > until ? 'expired' : { action: plain, value: inner, where };
}

function bound(person: Person, action: string, text: string): string {
  return JSON.stringify([personKey(person), action, text]);
}
