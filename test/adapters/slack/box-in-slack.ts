import { pino } from 'pino';
import { callsTo } from '../../../adapters/slack/calls.ts';
import { createClient } from '../../../adapters/slack/client.ts';
import { SKIN_TONE } from '../../../adapters/slack/emoji.ts';
import { Homes } from '../../../adapters/slack/homes.ts';
import { Losing } from '../../../adapters/slack/losing.ts';
import { createOutbound, type Outbound } from '../../../adapters/slack/outbound.ts';
import { type Workspace, Workspaces } from '../../../adapters/slack/workspaces.ts';
import { DeliveryError, type DeliveryFailure, type Notice } from '../../../src/chat/adapter.ts';
import { EmojiNames } from '../../../src/chat/kit/emoji-names.ts';
import type { Channel, Person, Posted } from '../../../src/chat/place.ts';
import { FakeSlack } from '../../fakes/slack/fake-slack.ts';
import type { Person as SlackPerson } from '../../fakes/slack/people/person.ts';
import type { SlackChannel } from '../../fakes/slack/people/slack-channel.ts';
import type { SlackWorkspace } from '../../fakes/slack/people/slack-workspace.ts';
import { ManualClock } from '../../manual-clock.ts';

/** The sending half of the adapter over a fake Slack: a workspace with two persons and a channel. */
export class BoxInSlack {
  readonly clock: ManualClock;
  readonly slack: FakeSlack;
  readonly bretagne: SlackWorkspace;
  readonly anais: SlackPerson;
  readonly thomas: SlackPerson;
  readonly labo: SlackChannel;
  readonly memory = new Map<string, string>();
  readonly notices: Notice[] = [];
  /** Every line of the log, as it was written. */
  readonly lines: string[] = [];
  readonly #workspaces: SlackWorkspace[];

  private constructor(slack: FakeSlack, clock: ManualClock) {
    this.slack = slack;
    this.clock = clock;
    this.bretagne = slack.workspace('Bretagne');
    this.anais = this.bretagne.person('anais', { realName: 'Anaïs L.' });
    this.thomas = this.bretagne.person('thomas', { locale: 'en-GB', tz: 'Europe/London' });
    this.labo = this.bretagne.channel('labo', { members: [this.anais, this.thomas] });
    this.#workspaces = [this.bretagne];
  }

  static async start(): Promise<BoxInSlack> {
    const clock = new ManualClock();
    return new BoxInSlack(await FakeSlack.start({ clock }), clock);
  }

  /** Installs the box in one more workspace. */
  join(workspace: SlackWorkspace): void {
    this.#workspaces.push(workspace);
  }

  /** A sending half as after a start: it knows nothing but what its memory keeps. */
  outbound(emoji = new EmojiNames(SKIN_TONE)): Outbound {
    const { memory, lines } = this;
    const workspaces = new Workspaces(this.#workspaces.map((one) => this.#open(one)));
    const log = pino({ level: 'debug' }, { write: (line) => void lines.push(line) });
    const report = (notice: Notice) => void this.notices.push(notice);
    const losing = new Losing({ report, clock: this.clock, log }, workspaces);
    return createOutbound({
      workspaces,
      losing,
      homes: new Homes(
        workspaces,
        callsTo(log, (client) => void losing.suspect(client)),
        this.clock,
      ),
      emoji,
      ctx: {
        memory: {
          get: async (key) => memory.get(key) ?? null,
          set: async (key, value) => void (value === null ? memory.delete(key) : memory.set(key, value)),
        },
        log,
        clock: this.clock,
      },
    });
  }

  /** Methods called since the last look, in order. */
  called(): string[] {
    const all = this.slack.calls().map(({ method }) => method);
    const fresh = all.slice(this.#seen);
    this.#seen = all.length;
    return fresh;
  }
  #seen = 0;

  realmOf(workspace: SlackWorkspace): string {
    return workspace.workspace.enterprise?.id ?? workspace.id;
  }

  person(person: SlackPerson, workspace = this.bretagne): Person {
    return { platform: 'slack', realm: this.realmOf(workspace), user: person.id };
  }

  place(channel: { id: string }, workspace = this.bretagne): Channel {
    return { platform: 'slack', realm: this.realmOf(workspace), team: workspace.id, channel: channel.id };
  }

  at(where: Channel, ts: string): Posted {
    return { ...where, message: ts };
  }

  async stop(): Promise<void> {
    await this.slack.stop();
  }

  #open(one: SlackWorkspace): Workspace {
    const { install, enterprise, domain } = one.workspace;
    return {
      team: one.id,
      enterprise: enterprise?.id ?? null,
      realm: this.realmOf(one),
      botUser: install.botUserId,
      botId: install.botId,
      url: `https://${domain}.slack.com/`,
      client: createClient(install.botToken, { apiUrl: this.slack.apiUrl, clock: this.clock }),
    };
  }
}

/** What a call failed with. */
export async function failureOf(call: Promise<unknown>): Promise<DeliveryFailure> {
  const error = await call.then(
    () => new Error('it did not fail'),
    (reason: unknown) => reason,
  );
  if (error instanceof DeliveryError) return error.failure;
  throw error;
}
