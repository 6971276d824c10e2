import type { Adapter } from '../../src/chat/adapter.ts';
import { withinMs } from '../../src/chat/kit/within.ts';
import type { Clock } from '../../src/clock.ts';
import { UNKNOWN } from './inbound/spans.ts';
import { channelIn } from './inbound/who.ts';
import { PLATFORM } from './platform.ts';
import { escaped } from './text.ts';
import type { Workspace } from './workspaces.ts';

/**
 * Mentions in the texts of messages are ids alone: `<@U1>`, `<#C1>`, `<#C1|>`; in commands too they may be, and private
 * channels always are (Slack docs: "Slash commands", escaping).
 */
const NAMELESS = /<([@#])([A-Z0-9]+)\|?>/g;

/** Mentions of a text that are asked about at most; each costs a call. */
export const MOST = 20;

/** How long names may take, milliseconds: a trigger lives for three seconds, and what it opens comes after. */
export const PATIENCE_MS = 1_000;

type Asking = Required<Pick<Adapter, 'profile' | 'describe'>>;

/** Asks Slack for the names of who and what a text mentions. */
export class MentionNames {
  readonly #ask: Asking;
  readonly #clock: Clock;

  constructor(ask: Asking, clock: Clock) {
    this.#ask = ask;
    this.#clock = clock;
  }

  /** The text with a name in each mention. Never rejects: what is not known in time has none. */
  async named(text: string, workspace: Workspace): Promise<string> {
    const names = new Map<string, string>();
    const keys = [...new Set([...text.matchAll(NAMELESS)].map(([, sigil = '', id = '']) => `${sigil}${id}`))];
    const asked = keys.slice(0, MOST).map(async (key) => {
      const name = await this.#nameOf(key, workspace).catch(() => null);
      if (name !== null) names.set(key, name);
    });
    if (asked.length > 0) await withinMs(Promise.all(asked), PATIENCE_MS, this.#clock);
    return text.replace(NAMELESS, (_, sigil: string, id: string) => {
      return `<${sigil}${id}|${escaped(names.get(`${sigil}${id}`) ?? UNKNOWN)}>`;
    });
  }

  /** An idea is read by more people than a private channel: its name stays there. */
  async #nameOf(key: string, workspace: Workspace): Promise<string | null> {
    const id = key.slice(1);
    if (key.startsWith('@')) {
      const { name } = await this.#ask.profile({ platform: PLATFORM, realm: workspace.realm, user: id });
      return name === id ? null : name;
    }
    const { name, private: closed } = await this.#ask.describe(channelIn(workspace, id));
    return closed || name === id ? null : name;
  }
}
