import { existsSync, readFileSync } from 'node:fs';

/** What Slack's reference says of a method before the method itself is asked. */
export interface MethodRule {
  /** Obligatory arguments, the token left out. */
  readonly required: readonly string[];
  /** A bot token needs one of these; none: any token will do. */
  readonly scopes: readonly string[];
  /** t1 to t5, see rate-limits.ts. */
  readonly tier: string;
}

const READ = ['groups:read', 'im:read', 'mpim:read', 'channels:read'];
const HISTORY = ['groups:history', 'im:history', 'mpim:history', 'channels:history'];
const OPEN = ['channels:manage', 'groups:write', 'im:write', 'mpim:write'];

const rule = (tier: string, scopes: readonly string[], ...required: readonly string[]): MethodRule => ({
  required,
  scopes,
  tier,
});

/** The same by hand, for a checkout without the reference beside it. */
export const OWN_RULES: Readonly<Record<string, MethodRule>> = {
  'api.test': rule('t4', []),
  'auth.test': rule('t5', []),
  'team.info': rule('t3', ['team:read']),
  'apps.connections.open': rule('t3', []),
  'chat.postMessage': rule('t5', ['chat:write'], 'channel'),
  'chat.update': rule('t3', ['chat:write'], 'ts', 'channel'),
  'chat.delete': rule('t3', ['chat:write'], 'ts', 'channel'),
  'chat.postEphemeral': rule('t4', ['chat:write'], 'user', 'channel'),
  'chat.getPermalink': rule('t5', [], 'channel', 'message_ts'),
  'views.open': rule('t4', [], 'view'),
  'views.update': rule('t4', [], 'view'),
  'views.push': rule('t4', [], 'view'),
  'views.publish': rule('t4', [], 'user_id', 'view'),
  'conversations.open': rule('t3', OPEN),
  'conversations.info': rule('t3', READ, 'channel'),
  'conversations.list': rule('t2', READ),
  'conversations.members': rule('t4', READ, 'channel'),
  'conversations.history': rule('t3', HISTORY, 'channel'),
  'conversations.replies': rule('t3', HISTORY, 'channel', 'ts'),
  'conversations.join': rule('t3', ['channels:join'], 'channel'),
  'users.conversations': rule('t3', READ),
  'users.info': rule('t4', ['users:read'], 'user'),
  'reactions.add': rule('t3', ['reactions:write'], 'name', 'timestamp', 'channel'),
  'reactions.remove': rule('t2', ['reactions:write'], 'name'),
  'reactions.get': rule('t3', ['reactions:read']),
  'files.getUploadURLExternal': rule('t4', ['files:write'], 'length', 'filename'),
  'files.completeUploadExternal': rule('t4', ['files:write'], 'files'),
};

/** The published reference lies beside the checkout, where it is at all; it is no part of the project. */
const REFERENCE = new URL('../../../../../shared/specs/slack-methods-2026.json', import.meta.url);

interface Reference {
  readonly methods: Readonly<
    Record<
      string,
      {
        readonly scope?: { readonly bot?: readonly string[] };
        readonly rate_tier?: string;
        readonly args: { readonly required?: readonly string[] | null };
      }
    >
  >;
}

/** The rules of the published reference, or null where it is not there. */
export function referenceRules(): Readonly<Record<string, MethodRule>> | null {
  if (!existsSync(REFERENCE)) return null;
  const { methods } = JSON.parse(readFileSync(REFERENCE, 'utf8')) as Reference;
  return Object.fromEntries(
    Object.entries(methods).map(([name, { scope, rate_tier = 't5', args }]) => {
      const required = (args.required ?? []).filter((argument) => argument !== 'token');
      return [name, { required, scopes: scope?.bot ?? [], tier: rate_tier }];
    }),
  );
}
