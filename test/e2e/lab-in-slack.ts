import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Clock, systemClock } from '../../src/clock.ts';
import { FakeSlack } from '../fakes/slack/fake-slack.ts';
import type { Person } from '../fakes/slack/people/person.ts';
import type { SlackChannel } from '../fakes/slack/people/slack-channel.ts';
import type { Shown } from '../fakes/slack/reading/shown.ts';
import { BoxProcess } from './box-process.ts';
import { ask } from './somebody.ts';
import { until } from './until.ts';

/** A lab in a fake Slack, whose channel yann facilitates, and the box beside it in a process of its own. */
export class LabInSlack {
  readonly slack: FakeSlack;
  readonly anais: Person;
  readonly yann: Person;
  readonly zoe: Person;
  readonly labo: SlackChannel;
  readonly #dir: string;
  readonly #env: NodeJS.ProcessEnv;
  #box: BoxProcess;

  private constructor(slack: FakeSlack, dir: string) {
    const bretagne = slack.workspace('Bretagne');
    this.slack = slack;
    this.#dir = dir;
    [this.anais, this.yann, this.zoe] = [
      bretagne.person('anais'),
      bretagne.person('yann'),
      bretagne.person('zoe'),
    ];
    this.labo = bretagne.channel('labo-bretagne', { members: [this.anais, this.yann, this.zoe] });
    this.#env = {
      CHAT_ADAPTERS: 'slack',
      BOX_SECRET: 'a secret of the test, of at least thirty-two characters',
      ADMINS: `slack:${bretagne.id}:${this.anais.id}`,
      SLACK_API_URL: slack.apiUrl,
      SLACK_BOT_TOKENS: bretagne.botToken,
      SLACK_SIGNING_SECRET: slack.app.signingSecret,
    };
    this.#box = new BoxProcess(dir, this.#env);
  }

  /** `clock`: by which Slack lives. */
  static async open(clock: Clock = systemClock): Promise<LabInSlack> {
    const lab = new LabInSlack(await FakeSlack.start({ clock }), await mkdtemp(join(tmpdir(), 'box-slack-')));
    await lab.#listening();
    await ask(lab.anais, 'labo creer bretagne nom="Labo Bretagne"', lab.labo);
    await ask(lab.anais, 'labo lier bretagne', lab.labo);
    await ask(lab.anais, 'labo animateur bretagne @yann', lab.labo);
    return lab;
  }

  /** Anaïs files an idea by the form; its card may still be on its way. */
  async file(title: string): Promise<void> {
    await this.anais.command('/idee', title, this.labo);
    await until('the form', async () => this.anais.modal?.fields.length);
    await this.anais.submit({ body: 'À l’ombre.' });
  }

  /** The card with that title, as it reads now; undefined where there is none. */
  card(title: string): Shown | undefined {
    return this.anais.sees(this.labo).find(({ text, private: alone }) => !alone && text.includes(title));
  }

  async stopBox(signal: NodeJS.Signals): Promise<void> {
    this.#box.signal(signal);
    await this.#box.ended();
  }

  /** A start after the box ended; it has forgotten whatever is in memory alone. */
  async startBox(): Promise<void> {
    this.#box = new BoxProcess(this.#dir, this.#env);
    await this.#listening();
  }

  async close(): Promise<void> {
    await this.#box.end();
    await this.slack.stop();
    await rm(this.#dir, { recursive: true, force: true });
  }

  async #listening(): Promise<void> {
    this.slack.app.requestUrl = `${await this.#box.ready()}/slack/events`;
  }
}
