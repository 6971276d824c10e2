import type { AdapterContext } from '../../src/chat/adapter.ts';
import { codeOf } from './codes.ts';
import { rememberWorkspace } from './known-workspaces.ts';
import type { Losing } from './losing.ts';
import { type Awaited, goesOnWithout } from './open-workspaces.ts';
import { PLATFORM } from './platform.ts';
import type { Workspaces } from './workspaces.ts';

interface Joining {
  ctx: Pick<AdapterContext, 'report' | 'clock' | 'log' | 'memory'>;
  workspaces: Workspaces;
  losing: Losing;
  signal: AbortSignal;
}

/** Lets workspaces in that could not be asked for at the start, as each of them can. */
export function joinLater(awaited: readonly Awaited[], joining: Joining): void {
  const since = joining.ctx.clock.now();
  for (const one of awaited) {
    const joined = join(one, joining, since).catch((error: unknown) => {
      if (!joining.signal.aborted)
        joining.ctx.log.error(
          { code: codeOf(error) },
          `slack: the other workspaces go on. ${messageOf(error)}`,
        );
    });
    if (one.isNew) void joined.then(() => joining.workspaces.learned());
  }
}

async function join(
  { known, asked }: Awaited,
  { ctx, workspaces, losing }: Joining,
  since: number,
): Promise<void> {
  const answer = await asked;
  if ('refused' in answer) {
    goesOnWithout(answer, ctx.log);
    if (known && workspaces.open(known)) losing.lose(known);
    return;
  }
  const { workspace } = answer;
  if (!workspaces.open(workspace)) return;
  await rememberWorkspace(workspace, ctx.memory);
  const { realm, team } = workspace;
  const at = ctx.clock.now();
  ctx.report({ kind: 'found', what: { platform: PLATFORM, realm, team }, at });
  ctx.report({ kind: 'gap', realm, since, at });
  ctx.report({ kind: 'up', realm, at });
}

/** Ours alone may be shown. */
function messageOf(error: unknown): string {
  return error instanceof Error && error.name === 'SetupError' ? error.message : '';
}
