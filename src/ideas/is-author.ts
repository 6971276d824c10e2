import type { Identity } from '../members/member.ts';
import type { MemberStore } from '../members/member-store.ts';
import type { Idea } from './idea.ts';

/** Is the idea theirs? They filed it with this account or with another one that is proven to be theirs. */
export async function isAuthor(
  stores: { members: Pick<MemberStore, 'byId'> },
  { author }: Pick<Idea, 'author'>,
  by: Pick<Identity, 'id' | 'member'> | null,
): Promise<boolean> {
  if (author === null || by === null) return false;
  return author === by.id || (await stores.members.byId(author))?.member === by.member;
}
