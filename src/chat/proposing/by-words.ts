import type { Adapter } from '../adapter.ts';
import type { Answer, ArrivalOf, Span } from '../arrival.ts';
import { openNewIdea } from '../forms/new-idea.ts';
import { privately, typed } from '../messages/said.ts';
import type { Posted } from '../place.ts';
import type { Turn } from '../turn.ts';
import { proposeByShortcut } from './by-shortcut.ts';
import { mayName, readMessage } from './messages-of-people.ts';
import { placeOf } from './place-text.ts';

/**
 * The message of a person that a command means: the bare command in a thread means the message above it, and an
 * address that names a message, typed alone, means that one. Null for every other command. Known from the arrival
 * alone.
 */
export function meantMessage(
  adapter: Pick<Adapter, 'messageAt' | 'readMessage'> | undefined,
  { text, inThread, by }: Pick<ArrivalOf<'command'>, 'text' | 'inThread' | 'by'>,
): Posted | null {
  if (!adapter?.readMessage) return null;
  const words = plainText(text).trim();
  if (words === '') return inThread ?? null;
  return /^https?:\/\/\S+$/.test(words) ? (adapter.messageAt?.(words, by.realm) ?? null) : null;
}

/**
 * The same as from the menu of a message, which shows that its person reads it; an address shows nothing, so the
 * platform is asked. What they may not read answers as what does not exist. Under a message of ours the bare command
 * is a bare command; an idea's card leads to the idea, which has its own readers.
 */
export async function proposeByWords(
  turn: Turn,
  meant: Posted,
  { inThread }: ArrivalOf<'command'>,
): Promise<Answer> {
  const { box, speak } = turn;
  const ours = await box.reads.postings.find(meant);
  if (ours && meant === inThread) return openNewIdea(turn, {});
  if (ours?.idea) return proposeByShortcut(turn, { message: meant, text: '', author: null });
  const read = await readMessage(box, placeOf(meant));
  const at = read?.at ?? meant;
  if (!read || !(await mayName(turn, at)))
    return privately(turn, speak.runs('proposal.notReadable', { command: typed(turn, '') }));
  return proposeByShortcut(turn, { message: at, text: read.text, author: read.author });
}

function plainText(text: readonly Span[]): string {
  return text.map((span) => (typeof span === 'string' ? span : span.name)).join('');
}
