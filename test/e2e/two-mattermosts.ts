import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { FakeMattermost } from '../fakes/mattermost/fake-mattermost.ts';
import type { MattermostChannel } from '../fakes/mattermost/people/mattermost-channel.ts';
import type { MattermostTeam } from '../fakes/mattermost/people/mattermost-team.ts';
import type { Person } from '../fakes/mattermost/people/person.ts';
import type { Shown } from '../fakes/mattermost/reading/shown.ts';
import type { Clock } from '../fakes/shared/clock.ts';
import { freePort } from './free-port.ts';
import { ask, submit, type } from './somebody.ts';
import { until } from './until.ts';

/** A team with its own `/idee`, and a channel for the lab. */
interface Team {
  team: MattermostTeam;
  command: { token: string };
  labo: MattermostChannel;
}

/**
 * Two Mattermosts that serve one box: the first with the teams of Brittany and of Occitania, the second with that of
 * Normandy. Whoever is called Camille or Yann in the second has not only the name but the id of one in the first.
 */
export class TwoMattermosts {
  readonly dir: string;
  readonly env: Readonly<Record<string, string>>;
  readonly one: FakeMattermost;
  readonly two: FakeMattermost;
  readonly bretagne: Team;
  readonly occitanie: Team;
  readonly normandie: Team;
  /** Administers the box, and is in both teams of the first. */
  readonly camille: Person;
  /** In both teams of the first. */
  readonly yann: Person;
  readonly there: { camille: Person; yann: Person };
  readonly #url: string;

  private constructor(dir: string, port: number, one: FakeMattermost, two: FakeMattermost) {
    this.dir = dir;
    this.one = one;
    this.two = two;
    this.#url = `http://127.0.0.1:${port}`;
    this.camille = one.person('camille');
    this.yann = one.person('yann');
    this.there = {
      camille: two.person('camille', { id: this.camille.id }),
      yann: two.person('yann', { id: this.yann.id }),
    };
    this.bretagne = this.#team(one, 'bretagne', 'one.example.fr', this);
    this.occitanie = this.#team(one, 'occitanie', 'one.example.fr', this);
    this.normandie = this.#team(two, 'normandie', 'two.example.fr', this.there);
    const tokens = (...teams: readonly Team[]) =>
      teams.map(({ team, command }) => `${team.id}=${command.token}`).join(',');
    this.env = {
      CHAT_ADAPTERS: 'mattermost',
      PORT: String(port),
      PUBLIC_URL: this.#url,
      DATABASE_URL: `sqlite:${join(dir, 'box.db')}`,
      BOX_SECRET: 'a secret of the test, of at least thirty-two characters',
      ADMINS: `mattermost:one.example.fr:${this.camille.id}`,
      LOG_LEVEL: 'debug',
      MATTERMOST_URL: one.url,
      MATTERMOST_SITE: 'one.example.fr',
      MATTERMOST_BOT_TOKEN: one.bot.token,
      MATTERMOST_COMMAND_TOKENS: tokens(this.bretagne, this.occitanie),
      MATTERMOST_URL_2: two.url,
      MATTERMOST_SITE_2: 'two.example.fr',
      MATTERMOST_BOT_TOKEN_2: two.bot.token,
      MATTERMOST_COMMAND_TOKENS_2: tokens(this.normandie),
    };
  }

  static async open(clock: Clock): Promise<TwoMattermosts> {
    const dir = await mkdtemp(join(tmpdir(), 'box-two-'));
    const [one, two] = [
      await FakeMattermost.start({ clock }),
      await FakeMattermost.start({ clock, seed: 2 }),
    ];
    return new TwoMattermosts(dir, await freePort(), one, two);
  }

  async close(): Promise<void> {
    await Promise.all([this.one.stop(), this.two.stop()]);
    await rm(this.dir, { recursive: true, force: true });
  }

  /** One lab with a channel in each team. Who administers it in the second has to be named: nobody is from elsewhere. */
  async opensLab(): Promise<void> {
    const { camille, bretagne, occitanie, normandie, there } = this;
    await ask(camille, 'labo creer ouest nom="Labo Ouest"', bretagne.labo);
    for (const { labo } of [bretagne, occitanie]) await ask(camille, 'labo lier ouest', labo);
    await ask(camille, `labo animateur ouest mattermost:two.example.fr:${there.yann.id}`, bretagne.labo);
    await ask(there.yann, 'labo lier ouest', normandie.labo);
  }

  /** Files an idea through the form. */
  async file(by: Person, title: string, where: MattermostChannel): Promise<void> {
    await type(by, title, where);
    await submit(by);
    await until('the link to the card', async () => by.whisper?.text === 'Voir la carte');
  }

  /** What everybody sees in the channel of each team that holds these words. */
  posts(words: string): Shown[][] {
    const seen = (person: Person, { labo }: Team) =>
      person.sees(labo).filter((shown) => !shown.private && shown.text.includes(words));
    return [
      seen(this.yann, this.bretagne),
      seen(this.yann, this.occitanie),
      seen(this.there.yann, this.normandie),
    ];
  }

  /** The card of an idea in each team, once all three say this. */
  allSay(number: number, what: RegExp): Promise<Shown[]> {
    return until(`three cards of #${number} say ${what}`, async () => {
      const cards = this.posts(`#${number} `).flatMap((shown) =>
        shown.filter(({ text }) => !text.includes('📬')),
      );
      return cards.length === 3 && cards.every(({ text }) => what.test(text)) ? cards : null;
    });
  }

  #team(
    server: FakeMattermost,
    name: string,
    site: string,
    { camille, yann }: { camille: Person; yann: Person },
  ): Team {
    const team = server.team(name);
    team.add(camille, yann);
    const command = team.slashCommand('idee', `${this.#url}/mattermost/${site}/command`);
    return { team, command, labo: team.channel('labo', { members: [camille, yann] }) };
  }
}
