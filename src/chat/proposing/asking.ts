import { mayEver } from '../../members/permissions.ts';
import { askAuthor, offerOnce } from '../../proposing/ask-author.ts';
import type { MessagePlace } from '../../proposing/message-place.ts';
import type { Refusal } from '../../refusal.ts';
import type { Hashes } from '../../secrets.ts';
import type { Box } from '../box.ts';
import { type Person, personKey } from '../place.ts';
import { claiming, type Repeated, type Turn, writing } from '../turn.ts';

/** Can this person be asked whether to make an idea of a message? Not a bot, a guest, or somebody who left. */
export async function isAskable(box: Box, author: Person): Promise<boolean> {
  return mayEver(await box.directory.know(author), 'file');
}

/** Puts the question to the author into the outbox, once a delivery, within the limits. */
export async function asking(
  turn: Turn,
  message: MessagePlace,
  author: Person,
): Promise<'asked' | Refusal | Repeated> {
  const { box, reader } = turn;
  const hashes = { message: messageHashes(box, message), author: personHashes(box, author) };
  const lab = reader.here === null ? null : await box.reads.labs.byId(reader.here);
  const lang = lab?.language ?? turn.speak.lang;
  return writing(turn, (tx, by) => askAuthor(tx, by, { message, author, hashes, lang, at: box.clock.now() }));
}

/** Remembers that something was offered about this message, so that nobody else is offered it. No row names anybody. */
export function offering(turn: Turn, message: MessagePlace): Promise<'offered' | Refusal | Repeated> {
  const { box } = turn;
  const hashes = messageHashes(box, message);
  return claiming(turn, (tx) => offerOnce(tx, { message: hashes, at: box.clock.now() }));
}

/** Was the question of this message asked before? */
export function wasAsked(box: Box, message: MessagePlace): Promise<boolean> {
  return box.reads.proposals.wasAsked(messageHashes(box, message));
}

/**
 * Without the realm: a channel that two realms of ours share has one id in both (Slack Connect), and each of them tells
 * of its messages as its own. No two channels of a platform have one id.
 */
function messageHashes({ secrets }: Box, { platform, channel, message }: MessagePlace): Hashes {
  return secrets.hashes('proposal', `message ${JSON.stringify([platform, channel, message])}`);
}

function personHashes({ secrets }: Box, person: Person): Hashes {
  return secrets.hashes('proposal', `person ${personKey(person)}`);
}
