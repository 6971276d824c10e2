import { pino } from 'pino';
import mattermostModule from '../../../adapters/mattermost/index.ts';
import type { Adapter } from '../../../src/chat/adapter.ts';
import type { Answer } from '../../../src/chat/arrival.ts';
import { TestBox } from '../../contract/box.ts';
import { makeContext, type TestContext } from '../../contract/context.ts';
import { FakeMattermost } from '../../fakes/mattermost/fake-mattermost.ts';
import type { MattermostTeam } from '../../fakes/mattermost/people/mattermost-team.ts';
import type { Person } from '../../fakes/mattermost/people/person.ts';

/** The whole adapter, started before a Mattermost of one team, with a log that is kept. */
export class WholeAdapter {
  readonly box = new TestBox();
  readonly team: MattermostTeam;
  readonly anais: Person;
  readonly yann: Person;
  readonly command: { token: string };
  /** Every line of the log, as it was written. */
  readonly lines: string[] = [];
  readonly context: TestContext;
  readonly mattermost: FakeMattermost;
  readonly #adapter: Adapter;

  private constructor(context: TestContext, mattermost: FakeMattermost) {
    this.context = context;
    this.mattermost = mattermost;
    this.team = mattermost.team('bretagne');
    this.anais = this.team.person('anais');
    this.yann = this.team.person('yann');
    this.command = this.team.slashCommand('idee', this.door('command'));
    const write = (line: string) => void this.lines.push(line);
    this.#adapter = mattermostModule.create(
      { ...context, log: pino({ level: 'trace' }, { write }) },
      mattermostModule.env.parse({
        MATTERMOST_URL: mattermost.url,
        MATTERMOST_SITE: 'chat.example.fr',
        MATTERMOST_BOT_TOKEN: mattermost.bot.token,
        MATTERMOST_COMMAND_TOKENS: `${this.team.id}=${this.command.token}`,
        PUBLIC_URL: context.baseUrl,
      }),
    );
  }

  static async start(): Promise<WholeAdapter> {
    const context = await makeContext();
    const whole = new WholeAdapter(context, await FakeMattermost.start({ clock: context.clock }));
    await whole.#adapter.start(whole.box.inbox);
    return whole;
  }

  /** Our address of a door. */
  door(name: 'command' | 'action' | 'dialog'): string {
    return `${this.context.baseUrl}/mattermost/chat.example.fr/${name}`;
  }

  get words() {
    return this.context.words();
  }

  /** What the box answers from now on. */
  answers(answer: Answer): void {
    this.box.answer(answer);
  }

  /** What a person sees in their conversation with the bot, oldest first. */
  alone(person: Person): string[] {
    return person.sees('direct').map(({ text }) => text);
  }

  async close(): Promise<void> {
    this.box.release();
    await this.#adapter.stop();
    await this.mattermost.stop();
    await this.context.close();
  }
}
