/** What a workspace lets the app do, and why the box asks for it. */
export interface Scope {
  readonly name: BotScope;
  /** What it is for, in one line. */
  readonly why: string;
  /** What does not work without it; absent: the box does not work without it. `--minimal` leaves these out. */
  readonly off?: string;
}

type BotScope = (typeof NAMES)[number];

const NAMES = [
  'commands',
  'chat:write',
  'reactions:read',
  'reactions:write',
  'users:read',
  'channels:read',
  'groups:read',
  'im:read',
  'im:write',
  'im:history',
  'channels:history',
  'groups:history',
] as const;

const OFF =
  'a message that may or may not have been sent is left to an operator; 💡 on a message does nothing, and the ' +
  "shortcut on a colleague's message opens an empty form with the link; reactions are looked up one message at a time";

const REASONS: Readonly<Record<BotScope, Omit<Scope, 'name'>>> = {
  commands: { why: '/idee, and "Proposer comme idée" in the menu of a message' },
  'chat:write': { why: 'cards, digests and private answers, in channels the bot was invited to' },
  'reactions:read': { why: 'votes by reaction' },
  'reactions:write': { why: 'the numbers under a digest, ready to be clicked' },
  'users:read': { why: 'name, language, and who is a guest, a bot or has left' },
  'channels:read': {
    why: 'whether a public channel is there and the bot in it; told when it is archived or deleted',
  },
  'groups:read': { why: 'the same for private channels' },
  'im:read': { why: 'to know a direct message for one when a command is typed there' },
  'im:write': { why: 'to open the direct message in which a person is told what became of an idea' },
  'im:history': { why: 'to hear what is written to the bot, and to settle a direct message in doubt' },
  'channels:history': {
    why: 'to settle a send in doubt, to read a message under 💡, to reconcile votes',
    off: OFF,
  },
  'groups:history': { why: 'the same in private channels', off: OFF },
};

/** Every scope of the bot. Asking for one more means a new installation in each workspace. */
export const SCOPES: readonly Scope[] = NAMES.map((name) => ({ name, ...REASONS[name] }));

/** Those of the app as `--minimal` makes it, or of the whole one. */
export function scopesOf({ minimal }: { minimal: boolean }): readonly Scope[] {
  return minimal ? SCOPES.filter(({ off }) => off === undefined) : SCOPES;
}
