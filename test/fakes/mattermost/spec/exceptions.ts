import type { JsonObject } from '../../shared/json.ts';

/** Where the published specification does not say what the server does, and why the fake goes by the server. */
export interface Exception {
  /** A pointer to the schema in the specification. */
  readonly at: readonly string[];
  readonly says: JsonObject;
  readonly because: string;
}

const body = (path: string, method: string): string[] => [
  'paths',
  `/api/v4${path}`,
  method,
  'requestBody',
  'content',
  'application/json',
  'schema',
];

export const EXCEPTIONS: readonly Exception[] = [
  {
    at: [...body('/posts', 'post'), 'required'],
    says: ['channel_id'] as unknown as JsonObject,
    because:
      'a post of attachments alone has no message; the server takes an absent one as empty (api4/post.go)',
  },
  {
    at: [...body('/posts/{post_id}/patch', 'put'), 'properties', 'props'],
    says: { type: 'object' },
    because: 'props are an object in model.PostPatch; a string is not read at all',
  },
  {
    at: [...body('/posts/{post_id}', 'put'), 'properties', 'props'],
    says: { type: 'object' },
    because: 'props are an object in model.Post; a string is not read at all',
  },
  {
    at: [...body('/actions/dialogs/submit', 'post'), 'required'],
    says: ['url'] as unknown as JsonObject,
    because: 'a cancelled dialog has no submission, and what is missing else is refused for its permissions',
  },
  {
    at: ['paths', '/api/v4/posts/{post_id}/actions/{action_id}', 'post', 'requestBody'],
    says: {},
    because: 'the specification knows no body, the server reads selected_option and cookie',
  },
  {
    at: ['components', 'schemas', 'Team', 'properties', 'policy_id'],
    says: { type: 'string', nullable: true },
    because: 'a team without a policy has null (model.Team)',
  },
];
