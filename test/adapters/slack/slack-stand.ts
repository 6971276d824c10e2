import { type Environment, environment } from '../../../adapters/slack/environment.ts';
import { createSlack } from '../../../adapters/slack/lifecycle.ts';
import type { Adapter } from '../../../src/chat/adapter.ts';
import type { Arrival, ArrivalOf } from '../../../src/chat/arrival.ts';
import type { Channel } from '../../../src/chat/place.ts';
import { TestBox } from '../../contract/box.ts';
import { makeContext, type TestContext } from '../../contract/context.ts';
import { until } from '../../contract/wait.ts';
import type { DeliveryWay } from '../../fakes/slack/app.ts';
import { FakeSlack } from '../../fakes/slack/fake-slack.ts';
import type { Person } from '../../fakes/slack/people/person.ts';
import type { SlackChannel } from '../../fakes/slack/people/slack-channel.ts';
import type { SlackWorkspace } from '../../fakes/slack/people/slack-workspace.ts';

/** The adapter before a Slack on loopback and an inbox of the test's: one workspace, two persons, one channel. */
export class SlackStand {
  readonly context: TestContext;
  readonly slack: FakeSlack;
  readonly box = new TestBox();
  readonly bretagne: SlackWorkspace;
  readonly anais: Person;
  readonly yann: Person;
  readonly labo: SlackChannel;
  /** Set by {@link start}. */
  adapter!: Adapter;

  private constructor(context: TestContext, slack: FakeSlack) {
    this.context = context;
    this.slack = slack;
    this.bretagne = slack.workspace('Bretagne');
    this.anais = this.bretagne.person('anais');
    this.yann = this.bretagne.person('yann');
    this.labo = this.bretagne.channel('labo-bretagne', { members: [this.anais, this.yann] });
  }

  /** Their channel, as the box names it. */
  get laboPlace(): Channel {
    const { id } = this.bretagne;
    return { platform: 'slack', realm: id, team: id, channel: this.labo.id };
  }

  /** `aheadMs`: how far Slack's clock is ahead of the box's. */
  static async make(way: DeliveryWay = 'http', aheadMs = 0): Promise<SlackStand> {
    const context = await makeContext();
    const { clock } = context;
    const requestUrl = `${context.baseUrl}/slack/events`;
    const slack = await FakeSlack.start({
      clock: { now: () => clock.now() + aheadMs, sleep: (ms, signal) => clock.sleep(ms, signal) },
      way,
      ...(way === 'http' ? { requestUrl } : {}),
    });
    return new SlackStand(context, slack);
  }

  /** What the adapter is configured with; the tokens are of these workspaces. */
  environment(workspaces: readonly SlackWorkspace[] = [this.bretagne], more: object = {}): Environment {
    const { app, apiUrl } = this.slack;
    const proof =
      app.way === 'http' ? { SLACK_SIGNING_SECRET: app.signingSecret } : { SLACK_APP_TOKEN: app.appToken };
    return environment.parse({
      SLACK_BOT_TOKENS: workspaces.map(({ botToken }) => botToken).join(','),
      SLACK_API_URL: apiUrl,
      ...proof,
      ...more,
    });
  }

  /** Starts the adapter for these workspaces. */
  async start(workspaces?: readonly SlackWorkspace[], more?: object): Promise<void> {
    this.adapter = createSlack(this.context, this.environment(workspaces, more));
    await this.adapter.start(this.box.inbox);
  }

  /** Waits until so many arrivals of that kind have come, and gives the last. */
  async arrival<K extends Arrival['kind']>(kind: K, count = 1): Promise<ArrivalOf<K>> {
    await this.until(() => this.box.of(kind).length >= count, `${count} × ${kind} arrived`);
    return this.box.of(kind)[count - 1] as ArrivalOf<K>;
  }

  /** Waits until `look` gives something, and gives that. */
  until<T>(look: () => T | Promise<T>, what = String(look)): Promise<NonNullable<T>> {
    return until(look, what, 5_000);
  }

  async close(): Promise<void> {
    this.box.release();
    await this.adapter?.stop();
    await this.slack.stop();
    await this.context.close();
  }
}

/** What each of them says, in their order. */
export const texts = (seen: readonly { text: string }[]): string[] => seen.map(({ text }) => text);
