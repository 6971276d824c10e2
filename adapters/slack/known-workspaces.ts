import type { WebClient } from '@slack/web-api';
import { z } from 'zod';
import type { AdapterContext } from '../../src/chat/adapter.ts';
import type { Workspace } from './workspaces.ts';

/** What a token told of its workspace when it last worked; a dead one tells nothing any more. */
const told = z.object({
  team: z.string(),
  enterprise: z.string().nullable(),
  realm: z.string(),
  botUser: z.string(),
  botId: z.string().nullable(),
  url: z.string(),
});

type Memory = AdapterContext['memory'];

/**
 * Keeps whose the token is, under the token, which the box hashes with its key; also where it is known: it may be kept
 * under the key of before, which a later start no longer has.
 */
export async function rememberWorkspace({ client, ...workspace }: Workspace, memory: Memory): Promise<void> {
  await memory.set(keyOf(client), JSON.stringify(told.parse(workspace)));
}

/** Whose the token was, which is kept anew; null for one that never worked here. */
export async function recallWorkspace(client: WebClient, memory: Memory): Promise<Workspace | null> {
  const text = await memory.get(keyOf(client));
  if (text === null) return null;
  const { success, data } = told.safeParse(JSON.parse(text));
  if (!success) return null;
  const workspace = { ...data, client };
  await rememberWorkspace(workspace, memory);
  return workspace;
}

function keyOf({ token }: WebClient): string {
  return `workspace of ${token}`;
}
