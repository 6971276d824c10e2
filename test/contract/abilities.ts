import type { Abilities, Adapter } from '../../src/chat/adapter.ts';
import type { Harness } from './harness.ts';

interface Ability {
  /** Members of the harness that must be there, or must not. */
  harness?: readonly (keyof Harness)[];
  /** Members of the adapter that must be there, or must not. */
  adapter?: readonly (keyof Adapter)[];
  /** What `can()` must say exactly when the ability is there. */
  can?: (realm: Abilities) => boolean;
  /** What the box does instead, as the contract documents it. */
  otherwise: string;
}

/** What a platform may lack. Everything else in the contract is required. */
export const ABILITIES = {
  people: { otherwise: 'one person only, so nothing can leak to another' },
  private: { can: (r) => r.private, otherwise: 'can().private is false: closed things are never said there' },
  direct: { otherwise: 'a message to a person is refused as unreachable' },
  mentions: { harness: ['mention'], otherwise: 'names arrive as plain text' },
  threads: { harness: ['typeInThread'], otherwise: 'no command comes from a thread' },
  buttons: {
    harness: ['press'],
    can: (r) => r.buttons,
    otherwise: 'can().buttons is false: commands are named instead',
  },
  forms: {
    harness: ['form', 'submit', 'formDangers'],
    can: (r) => r.forms !== 'none',
    otherwise: "can().forms is 'none': a dialogue in text",
  },
  steps: {
    can: (r) => r.forms === 'steps',
    otherwise: "can().forms is not 'steps': the choice comes as buttons in private",
  },
  forgedState: { harness: ['submitForged'], otherwise: 'the platform keeps the state out of reach' },
  marks: { harness: ['react', 'unreact'], otherwise: 'votes by button or command only' },
  reactions: { adapter: ['reactions'], otherwise: 'no reactions(): events alone' },
  seed: { adapter: ['seed'], otherwise: 'no seed(): buttons only' },
  repeats: { harness: ['repeatable', 'repeat'], otherwise: 'the platform never repeats a delivery' },
  forgeries: { harness: ['forgeries'], otherwise: 'nobody but the platform can reach the adapter' },
  faults: { harness: ['fail'], otherwise: 'a send cannot fail for a time' },
  deletion: { harness: ['remove'], otherwise: 'what was sent stays' },
  update: { adapter: ['update'], otherwise: 'no update(): a new message at changes of status only' },
  whisper: { adapter: ['whisper'], otherwise: 'no whisper(): a direct message' },
  findSent: { adapter: ['findSent'], otherwise: 'no findSent(): a send in doubt is parked' },
  answersInThreads: {
    can: (r) => r.threads,
    otherwise: 'can().threads is false: the rest of a digest is left out',
  },
  resend: {
    can: (r) => r.resendSafeMs > 0,
    otherwise: 'can().resendSafeMs is 0: a send in doubt is looked for first',
  },
  readMessage: { adapter: ['readMessage'], otherwise: 'no readMessage(): no message-to-idea by reaction' },
  mayRead: {
    adapter: ['mayRead'],
    otherwise: 'no mayRead(): an address names only a message of the channel where it is typed',
  },
  messageAt: {
    adapter: ['messageAt'],
    otherwise: 'no messageAt(): an address that is typed is the text of an idea',
  },
  profile: { adapter: ['profile'], otherwise: 'no profile(): everybody is an active member' },
  describe: { adapter: ['describe'], otherwise: 'no describe(): channels are named by their id' },
  permalink: { adapter: ['permalink'], otherwise: 'no permalink(): no links to messages' },
  shortcuts: { harness: ['takeShortcut'], otherwise: 'no shortcut: ideas start with the command' },
  home: { harness: ['openHome', 'home'], otherwise: 'no page of its own: the command "mes"' },
} satisfies Record<string, Ability>;

export type AbilityName = keyof typeof ABILITIES;

/** What this platform cannot do, each with the reason in a few words. */
export type Lacks = Partial<Record<AbilityName, string>>;

export function ability(name: AbilityName): Ability {
  return ABILITIES[name];
}
