import { join } from 'node:path';
import { type OpenDatabase, openDatabase } from '../db/open.ts';
import type { Adapter } from './chat/adapter.ts';
import type { Box } from './chat/box.ts';
import { CardsOut } from './chat/cards-out.ts';
import { contextOf, type Lent } from './chat/contexts.ts';
import { Directory } from './chat/directory.ts';
import { KeptArrivals } from './chat/kept-arrivals.ts';
import { InHand } from './chat/kit/in-hand.ts';
import { Remembered } from './chat/kit/remembered.ts';
import { LostAndFound } from './chat/lost-and-found.ts';
import { REFUSAL_TOLD_MS } from './chat/marks.ts';
import { isChannel, personKey } from './chat/place.ts';
import { renderReference, seedsUnder } from './chat/render-reference.ts';
import { answerLate, createInbox, opensForm } from './chat/router.ts';
import { SendsInHand } from './chat/sends-in-hand.ts';
import { type Clock, systemChance, systemClock } from './clock.ts';
import { type Config, ConfigError, type Problem } from './config.ts';
import { configure } from './configure.ts';
import { Dispatcher } from './delivery/dispatcher.ts';
import { Reconciler } from './delivery/reconcile.ts';
import type { Destination } from './delivery/saying.ts';
import { seedDemo } from './demo/seed.ts';
import { closeIdeas } from './ideas/similar-ideas.ts';
import { type Jobs, startJobs } from './jobs.ts';
import { forbiddenChannel } from './labs/forbidden-channel.ts';
import { createLogger, type ProcessLogger } from './log.ts';
import { keptSecret, Secrets } from './secrets.ts';
import { startAdapters } from './start-adapters.ts';
import { healthz, readyz } from './web/health.ts';
import { Parts } from './web/parts.ts';
import { createWebServer } from './web/server.ts';

/** How long a stop waits for what is due to be sent, and for requests in hand. Milliseconds. */
const FLUSH_MS = 5_000;
const REQUESTS_MS = 5_000;

/** A running box. */
export interface RunningBox {
  config: Config;
  log: ProcessLogger;
  /** Where its HTTP server listens. */
  url: string;
  /** True when the demo was put in at this start. */
  seeded: boolean;
  /** Stops intake, finishes what is in hand, sends what is due, closes. Idempotent. */
  stop(): Promise<void>;
}

/** What a start is given beside the environment. */
export interface Given {
  log?: ProcessLogger;
  clock?: Clock;
  /** Aborted when the box is to stop again before it runs: it then waits for no chat. */
  asked?: AbortSignal;
}

/**
 * The one wiring place: configuration, database, adapters, delivery, clocks, HTTP. Rejects with ConfigError,
 * all problems together, before anything is opened.
 */
export async function start(
  env: NodeJS.ProcessEnv,
  { log: given, clock = systemClock, asked }: Given = {},
): Promise<RunningBox> {
  const { config, modules } = await configure(env);
  const log = given ?? createLogger(config.logLevel);
  const { secrets, database } = await openData(config, clock);
  const { unitOfWork, reads } = database;

  const adapters = new Map<string, Adapter>();
  /** Those that have started; what is to be said by another waits. */
  const running = new Map<string, Adapter>();
  const box: Box = {
    unitOfWork,
    reads,
    clock,
    chance: systemChance,
    secrets,
    log,
    adapters,
    directory: new Directory(adapters, clock),
    similar: closeIdeas(reads.similarity),
    admins: config.admins,
    zone: config.zone,
    proposeEmoji: config.proposeEmoji,
    refusalsTold: new Remembered(clock, { lifeMs: REFUSAL_TOLD_MS }),
    cards: new CardsOut(),
    sends: new SendsInHand((there) => reads.delivery.unsettled(there)),
    lookAgain: (posted, inMs) => reconciler.look(posted, inMs),
  };
  const stopping = new AbortController();
  const kept = new KeptArrivals(box, stopping.signal);
  const inbox = createInbox(box, kept);
  const takingUp = new InHand();
  const takeUp = (place: { platform: string; realm?: string }) => {
    if (running.has(place.platform)) takingUp.hold(kept.takeUp(place, answerLate(box)));
  };
  const dispatcher = new Dispatcher({
    unitOfWork,
    reads: reads.delivery,
    adapters: running,
    render: (what, lang, to) => renderReference(box, what, lang, to),
    onLost: async (channel) => {
      if (isChannel(channel)) await lostAndFound.lost(channel);
    },
    onForbidden: (channel) => forbid(box, channel),
    onSending: (to, recorded) => box.sends.sending(to, recorded),
    onSettled: (to) => box.sends.settled(to),
    onSent: (what, posted) => box.cards.sent(what, posted),
    onFound: (posted) => reconciler.look(posted),
    clock,
    chance: systemChance,
    log,
    process: `box ${config.adapters.join('+')}`,
  });
  const reconciler = new Reconciler({
    unitOfWork,
    reads,
    adapters: running,
    recordMark: ({ posting, on, by, emoji, added, at, seenAt }) =>
      inbox({
        kind: 'mark',
        id: `missed ${posting} ${personKey(by)} ${emoji} ${added} ${seenAt}`,
        on,
        by,
        emoji,
        added,
        at,
        found: true,
      }),
    seedsOf: (posting) => seedsUnder(box, posting),
    clock,
    chance: systemChance,
    log,
  });
  // Whoever reacted there meanwhile was not heard.
  const lostAndFound = new LostAndFound(box, ({ platform, realm }) => reconciler.ask(platform, realm));
  const web = createWebServer();
  const parts = new Parts(config.adapters);
  web.mount('/healthz', healthz);
  web.mount(
    '/readyz',
    readyz(async () => ({ database: await wrongWith(database), ...parts.readiness() })),
  );

  const lent: Lent = {
    mount: web.mount,
    memory: database.memory,
    secrets,
    opensForm: (arrival) => opensForm(box, arrival),
    report(platform, notice) {
      if (notice.kind === 'person') return box.directory.forget(notice.person);
      if (notice.kind === 'up' || notice.kind === 'down')
        parts.told(platform, notice.realm, notice.kind === 'up');
      if (notice.kind === 'up') takeUp({ platform, realm: notice.realm });
      if (notice.kind === 'gap' && notice.posted) reconciler.look(notice.posted);
      else if (notice.kind === 'gap') {
        reconciler.ask(platform, notice.realm, notice.since);
        void lostAndFound.found({ platform, realm: notice.realm });
      }
      if (notice.kind === 'found') void lostAndFound.found(notice.what);
      if (notice.kind === 'lost')
        void lostAndFound.lost(notice.what).catch((err) => log.error({ err }, 'lost channel'));
      dispatcher.wake();
    },
    clock,
    log,
    publicUrl: config.publicUrl,
    // The demo's messages stay apart from those of the box that comes after it.
    dataDir: config.demo ? join(config.dataDir, 'demo') : config.dataDir,
  };
  for (const { module, own } of modules) {
    adapters.set(module.name, module.create(contextOf(module.name, lent), own));
  }

  const takeUpAll = async () => {
    for (const platform of config.adapters) takeUp({ platform });
  };

  const port = await web.listen(config.port, config.host).catch(async (error: NodeJS.ErrnoException) => {
    await database.close();
    throw new ConfigError([cannotListen(config, error)]);
  });
  const [platform] = config.adapters;
  const seeded = config.demo && platform ? await seedDemo({ unitOfWork, reads, clock, platform }) : false;
  await dispatcher.start();
  const over = asked ? AbortSignal.any([asked, stopping.signal]) : stopping.signal;
  let stopped: Promise<void> | null = null;
  await startAdapters({
    ...{ adapters, inbox, parts, clock, log, stopping: over },
    started(name, adapter) {
      running.set(name, adapter);
      dispatcher.wake();
      void reconciler.start(name);
      void lostAndFound.found({ platform: name });
      takeUp({ platform: name });
    },
  }).catch(async (error: unknown) => {
    await stopAll();
    throw error;
  });

  const jobs = startJobs(box, {
    catchUpMs: config.digestCatchUpMs,
    // What is put back is told by its platform, unless nobody listened just then.
    lookAround: [
      () => Promise.all(config.adapters.map((platform) => lostAndFound.found({ platform }))),
      takeUpAll,
    ],
  });
  if (!over.aborted) await jobs.publishNow();

  return {
    config,
    log,
    url: `http://${config.host.includes(':') ? `[${config.host}]` : config.host}:${port}`,
    seeded,
    stop() {
      stopped ??= stopAll(jobs);
      return stopped;
    },
  };

  async function stopAll(jobs?: Jobs): Promise<void> {
    stopping.abort();
    parts.stopping();
    await jobs?.stop();
    // No new arrivals; those in hand are answered, but a request that never ends is cut off. What they still
    // have to say elsewhere is sent, where the adapter can; else it waits in the outbox for the next start.
    // Nor does anything wait for a platform to say who somebody is, or whether a message stands: what must be known
    // first is kept.
    box.sends.stop();
    await Promise.all([
      box.directory.stop(),
      takingUp.doneWithin(REQUESTS_MS, clock),
      web.close(REQUESTS_MS),
      ...[...adapters.values()].map((adapter) => adapter.stop()),
    ]);
    await reconciler.stop();
    const flushed = new AbortController();
    await Promise.race([dispatcher.drain(), clock.sleep(FLUSH_MS, flushed.signal)]);
    flushed.abort();
    await dispatcher.stop(FLUSH_MS);
    await database.close();
  }
}

/** What is kept: the secret in the data folder, and the database. A place that cannot be used is told as such. */
async function openData(config: Config, clock: Clock): Promise<{ secrets: Secrets; database: OpenDatabase }> {
  try {
    const secrets = new Secrets(config.secret ?? (await keptSecret(config.dataDir)), config.previousSecret);
    return { secrets, database: await openDatabase(config.databaseUrl, { clock }) };
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    if (!code) throw error;
    const says = `${config.databaseUrl} cannot be used: ${message}`;
    throw new ConfigError([{ variable: 'DATABASE_URL', says, example: 'sqlite:data/idees.db' }]);
  }
}

function cannotListen({ host, port }: Config, { code }: NodeJS.ErrnoException): Problem {
  if (code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND') {
    return { variable: 'HOST', says: `${host} is no address of this machine`, example: '127.0.0.1' };
  }
  const why = code === 'EADDRINUSE' ? 'another process listens there' : (code ?? 'it cannot be opened');
  return { variable: 'PORT', says: `${port} cannot be used: ${why}`, example: String(port + 1) };
}

async function wrongWith(database: OpenDatabase): Promise<string | null> {
  return database.ping().then(
    () => null,
    () => 'cannot be read',
  );
}

/** Nothing may be said in a channel we are in. */
async function forbid({ unitOfWork, clock }: Box, channel: Destination): Promise<void> {
  if (isChannel(channel)) await unitOfWork.run((tx) => forbiddenChannel(tx, channel, clock.now()));
}
