import type { MessagePlace } from '../../proposing/message-place.ts';
import type { Answer } from '../arrival.ts';
import { openNewIdea } from '../forms/new-idea.ts';
import { privately, typed } from '../messages/said.ts';
import { isSamePerson } from '../place.ts';
import { splitTitle } from '../split-title.ts';
import { isStillThere } from '../still-there.ts';
import type { Turn } from '../turn.ts';
import { readMessage } from './messages-of-people.ts';
import { channelOf } from './place-text.ts';

/**
 * The author's yes: the form, filled with the message as it stands now, as if it had been asked for in the message's
 * channel, so that the choice of labs is that of there. That the message is theirs is asked of the platform, so
 * the button proves nothing and need not.
 */
export async function openAuthorsIdea(turn: Turn, at: MessagePlace): Promise<Answer> {
  const read = await readMessage(turn.box, at);
  if (!read?.author || !isSamePerson(read.author, turn.by)) {
    return privately(turn, turn.speak.runs('proposal.messageGone', { command: typed(turn, '') }));
  }
  const where = channelOf(at);
  const binding = await turn.box.reads.labs.binding(where);
  const reader = { ...turn.reader, here: binding?.lab ?? null };
  const there = (await isStillThere(turn.box, turn.by, where, reader)) ? { ...turn, where, reader } : turn;
  return openNewIdea(there, splitTitle(read.text));
}

/** The author's no: nothing more is said or kept. */
export function declineProposal(turn: Turn): Answer {
  return privately(turn, turn.speak.t('proposal.declined'));
}
