import { ManualClock } from '../manual-clock.ts';
import { BareApp } from './bare-app.ts';
import { type JsonObject, objectOf } from './shared/json.ts';
import { FakeSlack, type FakeSlackOptions } from './slack/fake-slack.ts';
import type { Person } from './slack/people/person.ts';
import type { SlackChannel } from './slack/people/slack-channel.ts';
import type { SlackWorkspace } from './slack/people/slack-workspace.ts';

/** A workspace with two persons and a channel, a bare app behind it, and a clock that stands still. */
export class Stage {
  readonly clock: ManualClock;
  readonly slack: FakeSlack;
  readonly app: BareApp;
  readonly bretagne: SlackWorkspace;
  readonly anais: Person;
  readonly thomas: Person;
  readonly channel: SlackChannel;

  private constructor(slack: FakeSlack, app: BareApp, clock: ManualClock) {
    this.slack = slack;
    this.app = app;
    this.clock = clock;
    this.bretagne = slack.workspace('Bretagne');
    this.anais = this.bretagne.person('anais');
    this.thomas = this.bretagne.person('thomas', { locale: 'en-GB' });
    this.channel = this.bretagne.channel('labo', { members: [this.anais, this.thomas] });
  }

  static async set(options: FakeSlackOptions = {}): Promise<Stage> {
    const clock = new ManualClock();
    const app = await BareApp.start();
    return new Stage(await FakeSlack.start({ clock, requestUrl: app.url, ...options }), app, clock);
  }

  /** Calls a method with the bot's token as the SDK does: a form, objects as JSON in its fields. */
  async call(
    method: string,
    args: Readonly<Record<string, unknown>> = {},
    token = this.bretagne.botToken,
  ): Promise<JsonObject> {
    const fields = Object.entries(args).map(([key, value]): [string, string] => [
      key,
      typeof value === 'object' ? JSON.stringify(value) : String(value),
    ]);
    const answer = await fetch(this.slack.apiUrl + method, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}` },
      body: new URLSearchParams(fields),
    });
    return objectOf(await answer.json()) ?? {};
  }

  /** Posts as the bot and returns the message's place. */
  async posted(
    text: string,
    more: Readonly<Record<string, unknown>> = {},
  ): Promise<{ channelId: string; ts: string }> {
    const { ts } = await this.call('chat.postMessage', { channel: this.channel.id, text, ...more });
    return { channelId: this.channel.id, ts: String(ts) };
  }

  async stop(): Promise<void> {
    await this.slack.stop();
    await this.app.stop();
  }
}
