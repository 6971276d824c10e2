import { botRoutes } from './bots.ts';
import type { Route } from './call.ts';
import { channelRoutes } from './channels.ts';
import { commandRoutes } from './commands.ts';
import { fileRoutes } from './files.ts';
import { integrationRoutes } from './integrations.ts';
import { postRoutes } from './posts.ts';
import { reactionRoutes } from './reactions.ts';
import { systemRoutes } from './system.ts';
import { teamRoutes } from './teams.ts';
import { userRoutes } from './users.ts';

interface Found {
  readonly route: Route;
  readonly params: Readonly<Record<string, string>>;
}

const ROUTES: readonly Route[] = [
  ...postRoutes,
  ...integrationRoutes,
  ...reactionRoutes,
  ...userRoutes,
  ...channelRoutes,
  ...teamRoutes,
  ...commandRoutes,
  ...botRoutes,
  ...fileRoutes,
  ...systemRoutes,
];

/** What a part of a path may be: ids of letters and digits, names of a few signs more (api4/api.go). */
const PARTS: Readonly<Record<string, string>> = {
  action_id: '[A-Za-z0-9]+',
  emoji_name: '[A-Za-z0-9_+\\-]+',
  username: '[A-Za-z0-9_.\\-]+',
  team_name: '[A-Za-z0-9_-]+',
  channel_name: '[A-Za-z0-9_-]+',
  role_name: '[a-z0-9_]+',
};

const PATTERNS = ROUTES.map((route) => ({
  route,
  // What is written out stands before what is not: /posts/ids/reactions is no post of that id.
  literal: !/\{/.test(route.path.split('/').slice(0, 3).join('/')),
  pattern: new RegExp(
    `^${route.path.replace(/\{(\w+)\}/g, (_, name: string) => `(?<${name}>${PARTS[name] ?? '[A-Za-z0-9]+'})`)}$`,
  ),
})).sort((one, other) => Number(other.literal) - Number(one.literal));

/** The route of a request below /api/v4; null: there is none, also where only the method is wrong. */
export function routeOf(method: string, path: string): Found | null {
  const matching = PATTERNS.flatMap(({ route, pattern }) => {
    const match = pattern.exec(path);
    return match ? [{ route, params: { ...match.groups } }] : [];
  });
  return matching.find(({ route }) => route.method === method) ?? null;
}
