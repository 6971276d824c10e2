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

/** Keeps whose the token is, under the token, which the box hashes with its key. */
export async function rememberWorkspace({ client, ...workspace }: Workspace, memory: Memory): Promise<void> {
  const text = JSON.stringify(told.parse(workspace));
  if ((await memory.get(keyOf(client))) !== text) await memory.set(keyOf(client), text);
}

/** Whose the token was; null for one that never worked here. */
export async function recallWorkspace(client: WebClient, memory: Memory): Promise<Workspace | null> {
  const text = await memory.get(keyOf(client));
  if (text === null) return null;
  const { success, data } = told.safeParse(JSON.parse(text));
  return success ? { ...data, client } : null;
}

function keyOf({ token }: WebClient): string {
  return `workspace of ${token}`;
}
