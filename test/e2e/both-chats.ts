import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { FakeMattermost } from '../fakes/mattermost/fake-mattermost.ts';
import type { MattermostChannel } from '../fakes/mattermost/people/mattermost-channel.ts';
import type { MattermostTeam } from '../fakes/mattermost/people/mattermost-team.ts';
import type { Person as InMattermost } from '../fakes/mattermost/people/person.ts';
import type { Shown as MattermostShown } from '../fakes/mattermost/reading/shown.ts';
import type { Clock } from '../fakes/shared/clock.ts';
import { FakeSlack } from '../fakes/slack/fake-slack.ts';
import type { Person as InSlack } from '../fakes/slack/people/person.ts';
import type { SlackChannel } from '../fakes/slack/people/slack-channel.ts';
import type { SlackWorkspace } from '../fakes/slack/people/slack-workspace.ts';
import type { Shown as SlackShown } from '../fakes/slack/reading/shown.ts';
import { freePort } from './free-port.ts';
import { ask, submit, type } from './somebody.ts';
import { until } from './until.ts';

const SITE = 'chat.example.fr';

/** A Slack and a Mattermost that serve one box: a channel in each, two persons and an administrator in each. */
export class BothChats {
  readonly dir: string;
  readonly env: Readonly<Record<string, string>>;
  readonly slack: FakeSlack;
  readonly mattermost: FakeMattermost;
  readonly team: MattermostTeam;
  readonly inSlack: Side<InSlack, SlackChannel>;
  readonly inMattermost: Side<InMattermost, MattermostChannel>;

  private constructor(dir: string, port: number, slack: FakeSlack, mattermost: FakeMattermost) {
    this.dir = dir;
    this.slack = slack;
    this.mattermost = mattermost;
    const workspace = slack.workspace('Bretagne');
    const team = mattermost.team('bretagne');
    this.team = team;
    this.inSlack = sideInSlack(workspace);
    this.inMattermost = sideInMattermost(team);
    const url = `http://127.0.0.1:${port}`;
    slack.app.requestUrl = `${url}/slack/events`;
    const command = team.slashCommand('idee', `${url}/mattermost/${SITE}/command`);
    this.env = {
      CHAT_ADAPTERS: 'slack,mattermost',
      PORT: String(port),
      PUBLIC_URL: url,
      DATABASE_URL: `sqlite:${join(dir, 'box.db')}`,
      BOX_SECRET: 'a secret of the test, of at least thirty-two characters',
      ADMINS: `slack:${workspace.id}:${this.inSlack.camille.id},mattermost:${SITE}:${this.inMattermost.camille.id}`,
      LOG_LEVEL: 'debug',
      SLACK_API_URL: slack.apiUrl,
      SLACK_BOT_TOKENS: workspace.botToken,
      SLACK_SIGNING_SECRET: slack.app.signingSecret,
      MATTERMOST_URL: mattermost.url,
      MATTERMOST_SITE: SITE,
      MATTERMOST_BOT_TOKEN: mattermost.bot.token,
      MATTERMOST_COMMAND_TOKENS: `${team.id}=${command.token}`,
    };
  }

  static async open(clock?: Clock): Promise<BothChats> {
    const dir = await mkdtemp(join(tmpdir(), 'box-both-'));
    const given = clock ? { clock } : {};
    return new BothChats(
      dir,
      await freePort(),
      await FakeSlack.start(given),
      await FakeMattermost.start(given),
    );
  }

  async close(): Promise<void> {
    await Promise.all([this.slack.stop(), this.mattermost.stop()]);
    await rm(this.dir, { recursive: true, force: true });
  }

  /** One lab, with the channel of either chat. */
  async opensLab(): Promise<void> {
    const { inSlack, inMattermost } = this;
    await ask(inSlack.camille, 'labo creer bretagne nom="Labo Bretagne"', inSlack.labo);
    await ask(inSlack.camille, 'labo lier bretagne', inSlack.labo);
    await ask(inMattermost.camille, 'labo lier bretagne', inMattermost.labo);
    for (const { camille, labo } of [inSlack, inMattermost])
      await ask(camille, 'labo animateur bretagne @camille', labo);
  }

  /** Files an idea through the form. */
  async file(by: InSlack | InMattermost, title: string): Promise<void> {
    await type(by, title, 'modal' in by ? this.inSlack.labo : this.inMattermost.labo);
    await submit(by);
  }

  /** The cards of an idea. */
  cards(number: number): Posts {
    return this.#posts(({ text }) => text.includes(`#${number} `) && !text.includes('📬'));
  }

  /** Every digest. */
  digests(): Posts {
    return this.#posts(({ text }) => text.includes('📬'));
  }

  /** The first card of an idea in either chat, once both say this. */
  bothSay(number: number, what: RegExp): Promise<[SlackShown, MattermostShown]> {
    return until(`the cards of #${number} say ${what}`, async () => {
      const [[slack], [mattermost]] = this.cards(number);
      return slack && mattermost && what.test(slack.text) && what.test(mattermost.text)
        ? [slack, mattermost]
        : null;
    });
  }

  #posts(isMeant: (shown: { text: string }) => boolean): Posts {
    const { inSlack, inMattermost } = this;
    return [
      inSlack.camille.sees(inSlack.labo).filter((shown) => !shown.private && isMeant(shown)),
      inMattermost.camille.sees(inMattermost.labo).filter((shown) => !shown.private && isMeant(shown)),
    ];
  }
}

/** What everybody sees in the lab's channel in Slack, and in that in Mattermost. */
type Posts = [SlackShown[], MattermostShown[]];

/** One chat's persons and channel. Anaïs has an account in each: `anais` in Slack, `alefort` in Mattermost. */
interface Side<P, C> {
  camille: P;
  anais: P;
  yann: P;
  labo: C;
}

function sideInSlack(bretagne: SlackWorkspace): Side<InSlack, SlackChannel> {
  const camille = bretagne.person('camille', { realName: 'Camille Morvan' });
  const anais = bretagne.person('anais', { realName: 'Anaïs Lefort' });
  const yann = bretagne.person('yann', { realName: 'Yann Kerbrat' });
  return { camille, anais, yann, labo: bretagne.channel('labo', { members: [camille, anais, yann] }) };
}

function sideInMattermost(bretagne: MattermostTeam): Side<InMattermost, MattermostChannel> {
  const camille = bretagne.person('camille', { firstName: 'Camille', lastName: 'Morvan' });
  const anais = bretagne.person('alefort', { firstName: 'Anaïs', lastName: 'Lefort' });
  const yann = bretagne.person('yann', { firstName: 'Yann', lastName: 'Le Goff' });
  return { camille, anais, yann, labo: bretagne.channel('labo', { members: [camille, anais, yann] }) };
}
