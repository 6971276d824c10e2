import type { Post } from '@mattermost/types/posts';

/**
 * What is kept in the props of a message of ours beside what is shown: the key of its send, by which it is found again.
 * Everybody in the channel may read it, and it means nothing to them.
 */

const PROP = 'boite_a_idees';

type Props = Post['props'];

/** The props of a new message. */
export function withKey(props: Props, key: string | null): Props {
  return key === null ? props : { ...props, [PROP]: key };
}

/** Whether the post carries this key. */
export function hasKey({ props }: Pick<Post, 'props'>, key: string): boolean {
  return props?.[PROP] === key;
}

/**
 * What must stay when a message is repainted, since a patch replaces props whole: our key, and what the server put there
 * (from_bot). What is shown is always made anew: a post that is read has lost what its buttons do.
 */
export function keptOf({ props }: Pick<Post, 'props'>): Props {
  const { attachments: _, ...kept } = props ?? {};
  return kept;
}
