import type { Span } from '../../../src/chat/arrival.ts';
import { withinMs } from '../../../src/chat/kit/within.ts';
import { MOST, PATIENCE_MS } from '../mention-names.ts';
import type { Workspace } from '../workspaces.ts';
import type { InboundParts } from './parts.ts';
import { spansOf } from './spans.ts';

/** What a person typed to the box. */
export interface TypedText {
  /** As it is known at once; a mention that came without a name has none yet. */
  spans: readonly Span[];
  /** The same with the names that Slack must be asked for, for a second at most. Never rejects. */
  named(): Promise<readonly Span[]>;
}

/**
 * Reads what was typed. Slack is asked only where a mention came without a name, or may be of another of our workspaces
 * than the one it was typed in.
 */
export function typedText(
  { homes, names, ctx }: Pick<InboundParts, 'homes' | 'names' | 'ctx'>,
  where: { workspace: Workspace; channel: string },
  text: string,
): TypedText {
  const { workspace } = where;
  const read = (one: string) => spansOf(one, (user) => homes.told(workspace, user));
  const spans = read(text);
  const mentioned = spans.flatMap((span) => (typeof span === 'string' ? [] : [span.person.user]));
  /** Afterwards each is told as what they are, in a channel that several workspaces share too. */
  const met = async () => {
    const asked = [...new Set(mentioned)]
      .slice(0, MOST)
      .map((user) => homes.asked(where, user).catch(() => null));
    await withinMs(Promise.all(asked), PATIENCE_MS, ctx.clock);
  };
  return {
    spans,
    async named() {
      const [named] = await Promise.all([names.named(text, workspace), met()]);
      return read(named);
    },
  };
}
