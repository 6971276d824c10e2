import type { Span } from '../../../src/chat/arrival.ts';
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

/** Reads what was typed. Slack is asked only where a mention came without a name. */
export function typedText(
  { homes, names }: Pick<InboundParts, 'homes' | 'names'>,
  workspace: Workspace,
  text: string,
): TypedText {
  const read = (one: string) => spansOf(one, (user) => homes.told(workspace, user));
  const spans = read(text);
  return { spans, named: async () => read(await names.named(text, workspace)) };
}
