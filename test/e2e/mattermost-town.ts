import { mkdtemp, rm } from 'node:fs/promises';
import { type AddressInfo, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from '@jest/globals';
import { FakeMattermost } from '../fakes/mattermost/fake-mattermost.ts';
import type { MattermostChannel } from '../fakes/mattermost/people/mattermost-channel.ts';
import type { MattermostTeam } from '../fakes/mattermost/people/mattermost-team.ts';
import type { Outcome, Person } from '../fakes/mattermost/people/person.ts';
import type { Shown } from '../fakes/mattermost/reading/shown.ts';
import { until } from './until.ts';

const SITE = 'chat.example.fr';

/** A Mattermost with a team, two persons and a channel, and the settings of a box that serves it. */
export class MattermostTown {
  readonly dir: string;
  readonly mattermost: FakeMattermost;
  readonly bretagne: MattermostTeam;
  /** Administers the box. */
  readonly anais: Person;
  readonly yann: Person;
  readonly labo: MattermostChannel;
  readonly env: NodeJS.ProcessEnv;

  private constructor(dir: string, mattermost: FakeMattermost, port: number) {
    this.dir = dir;
    this.mattermost = mattermost;
    this.bretagne = mattermost.team('bretagne');
    this.anais = this.bretagne.person('anais', { firstName: 'Anaïs', lastName: 'Lefort' });
    this.yann = this.bretagne.person('yann');
    this.labo = this.bretagne.channel('labo-bretagne', { members: [this.anais, this.yann] });
    const url = `http://127.0.0.1:${port}`;
    const command = this.bretagne.slashCommand('idee', `${url}/mattermost/${SITE}/command`);
    this.env = {
      CHAT_ADAPTERS: 'mattermost',
      PORT: String(port),
      PUBLIC_URL: url,
      DATABASE_URL: `sqlite:${join(dir, 'box.db')}`,
      BOX_SECRET: 'a secret of the test, of at least thirty-two characters',
      ADMINS: `mattermost:${SITE}:${this.anais.id}`,
      MATTERMOST_URL: `${mattermost.url}/`,
      MATTERMOST_SITE: SITE,
      MATTERMOST_BOT_TOKEN: mattermost.bot.token,
      MATTERMOST_COMMAND_TOKENS: `${this.bretagne.id}=${command.token}`,
    };
  }

  static async begin(): Promise<MattermostTown> {
    const dir = await mkdtemp(join(tmpdir(), 'box-mattermost-'));
    return new MattermostTown(dir, await FakeMattermost.start(), await freePort());
  }

  async end(): Promise<void> {
    await this.mattermost.stop();
    await rm(this.dir, { recursive: true, force: true });
  }

  /** What is said to that person alone after the deed. */
  async told(person: Person, what: string, deed: () => Promise<Outcome>): Promise<string> {
    const before = person.whisper?.id;
    expect(await deed()).toBeNull();
    return until(what, async () => person.whisper?.id !== before && person.whisper?.text);
  }

  /** Types a command in the channel of the lab; its answer, shown to that person alone. */
  ask(person: Person, text: string, where: { readonly id: string } | 'direct' = this.labo): Promise<string> {
    return this.told(person, `the answer to "${text}"`, () =>
      person.command('/idee', text, where, { team: this.bretagne }),
    );
  }

  /** What everybody sees in the channel of the lab. */
  posts(): Shown[] {
    return this.anais.sees(this.labo).filter((shown) => !shown.private);
  }

  card(): Shown | undefined {
    return this.posts().find(({ text }) => text.includes('Prêter les outils') && text.includes('Labo'));
  }

  async opensLab(): Promise<void> {
    await this.ask(this.anais, 'labo creer bretagne nom="Labo Bretagne"');
    await this.ask(this.anais, 'labo lier bretagne');
    expect(await this.ask(this.anais, 'labo animateur bretagne @yann')).toContain('yann');
  }

  /** Files an idea through the form, as a person does. */
  async file(): Promise<Shown> {
    const { anais } = this;
    expect(await anais.command('/idee', 'Prêter les outils du labo après 18 h', this.labo)).toBeNull();
    const form = await until('the form', async () => anais.dialog);
    expect(form.fields[0]?.value).toBe('Prêter les outils du labo après 18 h');
    expect(await anais.submit({ body: 'Cela existe à Rennes & coûte *une* clé.' })).toBeNull();
    expect(anais.dialog).toBeNull();
    await until('the thanks', async () => this.#toldAnais('le numéro #1'));
    // Its own reactions stand there once the box has recorded it: only then does it know the card.
    const card = await until('the card', async () => (this.card()?.reactions['+1'] ? this.card() : null));
    await until('the link to the card, under the thanks', async () => this.#toldAnais('Voir la carte'));
    return card;
  }

  /** Whether she alone was shown these words in the channel of the lab. */
  #toldAnais(words: string): boolean {
    return this.anais.sees(this.labo).some((shown) => shown.private && shown.text.includes(words));
  }
}

/** Buttons lead to an address that is known before the box listens. */
async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}
