import { pino } from 'pino';
import { SKIN_TONE } from '../../../adapters/mattermost/emoji.ts';
import { Events } from '../../../adapters/mattermost/events.ts';
import { Listening } from '../../../adapters/mattermost/listening.ts';
import { LostSites } from '../../../adapters/mattermost/lost-sites.ts';
import { openSites } from '../../../adapters/mattermost/open-sites.ts';
import { createOutbound, type Outbound } from '../../../adapters/mattermost/outbound.ts';
import type { Site } from '../../../adapters/mattermost/site.ts';
import type { SiteSettings } from '../../../adapters/mattermost/site-settings.ts';
import { Sites } from '../../../adapters/mattermost/sites.ts';
import { DeliveryError, type DeliveryFailure, type Notice } from '../../../src/chat/adapter.ts';
import type { Answer } from '../../../src/chat/arrival.ts';
import { EmojiNames } from '../../../src/chat/kit/emoji-names.ts';
import type { Channel, Person, Posted } from '../../../src/chat/place.ts';
import { TestBox } from '../../contract/box.ts';
import { until } from '../../contract/wait.ts';
import { FakeMattermost, type FakeMattermostOptions } from '../../fakes/mattermost/fake-mattermost.ts';
import type { MattermostChannel } from '../../fakes/mattermost/people/mattermost-channel.ts';
import type { MattermostTeam } from '../../fakes/mattermost/people/mattermost-team.ts';
import type { Person as Somebody } from '../../fakes/mattermost/people/person.ts';
import { ManualClock } from '../../manual-clock.ts';

/** As the site is called here. */
export const REALM = 'chat.example.fr';

const emoji = new EmojiNames(SKIN_TONE);

/** The half of the adapter that calls and listens, before a Mattermost on loopback: one team, two persons, one channel. */
export class MattermostStand {
  readonly clock: ManualClock;
  readonly mattermost: FakeMattermost;
  readonly bretagne: MattermostTeam;
  readonly anais: Somebody;
  readonly yann: Somebody;
  readonly labo: MattermostChannel;
  readonly box = new TestBox();
  readonly notices: Notice[] = [];
  /** Every line of the log, as it was written. */
  readonly lines: string[] = [];
  /** What was to be told to persons. */
  readonly told: { answer: Answer; person: Person; where: Posted }[] = [];
  readonly memory = new Map<string, string>();
  sites!: Sites;
  out!: Outbound;
  readonly #stopping = new AbortController();
  #listening: Listening | null = null;

  private constructor(mattermost: FakeMattermost, clock: ManualClock) {
    this.mattermost = mattermost;
    this.clock = clock;
    this.bretagne = mattermost.team('bretagne');
    this.anais = this.bretagne.person('anais', { firstName: 'Anaïs', lastName: 'Le Goff' });
    this.yann = this.bretagne.person('yann');
    this.labo = this.bretagne.channel('labo', { members: [this.anais, this.yann] });
  }

  static async start(options: FakeMattermostOptions = {}): Promise<MattermostStand> {
    const clock = new ManualClock();
    return new MattermostStand(await FakeMattermost.start({ clock, ...options }), clock);
  }

  settings(over: Partial<SiteSettings> = {}): SiteSettings {
    const { url, bot } = this.mattermost;
    return { realm: REALM, url, botToken: bot.token, commandTokens: new Map(), ...over };
  }

  /** Asks the server whose the token is, and is ready to speak. */
  async open(...settings: readonly SiteSettings[]): Promise<void> {
    await this.#begin(settings, async () => {});
  }

  /** Also hears what happens. */
  async listen(...settings: readonly SiteSettings[]): Promise<void> {
    await this.#begin(settings, async (site) => this.#listening?.add(site));
  }

  async #begin(given: readonly SiteSettings[], listen: (site: Site) => Promise<void>): Promise<void> {
    const { clock, memory } = this;
    const log = this.#log();
    const settings = given.length > 0 ? given : [this.settings()];
    this.sites = new Sites(settings.map(({ realm }) => realm));
    const { sites } = this;
    const ctx = {
      ...{ clock, log },
      report: (notice: Notice) => void this.notices.push(notice),
      memory: {
        get: async (key: string) => memory.get(key) ?? null,
        set: async (key: string, value: string | null) =>
          void (value === null ? memory.delete(key) : memory.set(key, value)),
      },
    };
    const trust = new LostSites(ctx);
    this.out = createOutbound({
      ...{ sites, emoji, ctx, trust },
      draw: ({ summary }) => ({
        message: '',
        props: { attachments: [{ text: summary, fallback: summary }] },
      }),
    });
    const events = new Events({
      ...{ ctx, emoji, inbox: this.box.inbox },
      localeOf: () => undefined,
      answerText: async () => {},
      tell: async (answer, { person, where }) => void this.told.push({ answer, person, where }),
    });
    this.#listening = new Listening({ ctx, events, trust });
    await openSites(settings, { ctx, sites, trust, listen, signal: this.#stopping.signal });
    this.#listening.started();
  }

  get site(): Site {
    const [site] = this.sites.all();
    if (!site) throw new Error('no site is open');
    return site;
  }

  place(channel: { id: string } = this.labo): Channel {
    return { platform: 'mattermost', realm: REALM, team: this.bretagne.id, channel: channel.id };
  }

  person({ id }: { id: string } = this.anais): Person {
    return { platform: 'mattermost', realm: REALM, user: id };
  }

  /** As the fake's persons name a post. */
  on(posted: Posted): { id: string; channelId: string } {
    return { id: posted.message, channelId: posted.channel };
  }

  /** Lines of the log of that level, as they were written: 40 for warnings, 50 for errors. */
  logged(level: number): string[] {
    return this.lines.filter((line) => line.includes(`"level":${level}`));
  }

  /** What was told of a kind. */
  noticed<K extends Notice['kind']>(kind: K): Extract<Notice, { kind: K }>[] {
    return this.notices.filter((one): one is Extract<Notice, { kind: K }> => one.kind === kind);
  }

  /** Reactions that came, as text: "+👍 anais". */
  marks(): string[] {
    const names = new Map([this.anais, this.yann].map((one) => [one.id, one.user.username]));
    return this.box
      .of('mark')
      .map(({ added, emoji: sign, by }) => `${added ? '+' : '-'}${sign} ${names.get(by.user) ?? by.user}`);
  }

  /** Waits until `look` gives something, and gives that. */
  until<T>(look: () => T | Promise<T>, what = String(look)): Promise<NonNullable<T>> {
    return until(look, what, 5_000);
  }

  /** Lets the time pass in which a socket tries again. */
  async untilUp(ups: number): Promise<void> {
    await this.until(async () => {
      if (this.noticed('up').length < ups) await this.clock.advance(1_000);
      return this.noticed('up').length >= ups;
    });
  }

  /** The adapter's half alone: takes nothing more, and waits for what the box is at. */
  async stop(): Promise<void> {
    this.#stopping.abort();
    await this.#listening?.close();
  }

  async close(): Promise<void> {
    this.box.release();
    await this.stop();
    await this.mattermost.stop();
  }

  #log() {
    return pino({ level: 'debug' }, { write: (line: string) => void this.lines.push(line) });
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
