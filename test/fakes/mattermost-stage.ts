import { ManualClock } from '../manual-clock.ts';
import { BareApp } from './bare-app.ts';
import { FakeMattermost, type FakeMattermostOptions } from './mattermost/fake-mattermost.ts';
import type { MattermostChannel } from './mattermost/people/mattermost-channel.ts';
import type { MattermostTeam } from './mattermost/people/mattermost-team.ts';
import type { Person } from './mattermost/people/person.ts';
import { type Json, type JsonObject, objectOf, parseJson } from './shared/json.ts';

/** What the REST API answered. */
export interface Answered {
  readonly status: number;
  readonly json: JsonObject;
  readonly list: readonly Json[];
  readonly headers: Headers;
}

/** A site with a team, two persons and a channel, a bare app behind its command, and a clock that stands still. */
export class Stage {
  readonly clock: ManualClock;
  readonly mattermost: FakeMattermost;
  readonly app: BareApp;
  readonly bretagne: MattermostTeam;
  readonly anais: Person;
  readonly thomas: Person;
  readonly channel: MattermostChannel;
  readonly commandToken: string;

  private constructor(mattermost: FakeMattermost, app: BareApp, clock: ManualClock) {
    this.mattermost = mattermost;
    this.app = app;
    this.clock = clock;
    this.bretagne = mattermost.team('Bretagne');
    this.anais = this.bretagne.person('anais');
    this.thomas = this.bretagne.person('thomas', { locale: 'en' });
    this.channel = this.bretagne.channel('labo', { members: [this.anais, this.thomas] });
    this.commandToken = this.bretagne.slashCommand('idee', app.url).token;
  }

  static async set(options: FakeMattermostOptions = {}): Promise<Stage> {
    const clock = new ManualClock();
    const app = await BareApp.start('/mattermost');
    return new Stage(await FakeMattermost.start({ clock, ...options }), app, clock);
  }

  /** Calls the REST API, with the bot's token unless told another. */
  async call(
    method: string,
    path: string,
    body?: Json,
    token = this.mattermost.bot.token,
  ): Promise<Answered> {
    const answer = await fetch(this.mattermost.apiUrl + path, {
      method,
      headers: token === '' ? {} : { authorization: `Bearer ${token}` },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const json = parseJson(await answer.text());
    return {
      status: answer.status,
      json: objectOf(json) ?? {},
      list: Array.isArray(json) ? json : [],
      headers: answer.headers,
    };
  }

  /** Posts as the bot into the channel and returns the post. */
  async posted(message: string, more: JsonObject = {}): Promise<{ id: string; channelId: string }> {
    const { json } = await this.call('POST', '/posts', { channel_id: this.channel.id, message, ...more });
    return { id: String(json.id), channelId: this.channel.id };
  }

  async stop(): Promise<void> {
    await this.mattermost.stop();
    await this.app.stop();
  }
}

/** A button that leads to this address. */
export function button(url: string, more: JsonObject = {}): JsonObject {
  return {
    id: 'pour',
    name: 'Pour',
    type: 'button',
    integration: { url, context: { idea: 7 } },
    ...more,
  };
}
