import { type AdapterContext, SetupError } from '../../src/chat/adapter.ts';
import { evenIfBrokenOff } from '../../src/chat/kit/broken-off.ts';
import { REPAIR_MS } from '../../src/chat/kit/failing.ts';
import { persistently } from '../../src/chat/kit/persistently.ts';
import type { LostSites } from './lost-sites.ts';
import { codeOf, MattermostError } from './mattermost-error.ts';
import { askSite, type Numbered, RefusedError, type Site, setting } from './site.ts';
import type { SiteSettings } from './site-settings.ts';
import type { Sites } from './sites.ts';

export interface OpeningParts {
  ctx: Pick<AdapterContext, 'report' | 'clock' | 'log'>;
  /** Where servers are put as they open. */
  sites: Sites;
  trust: LostSites;
  /** Begins to hear a server; resolves once its events arrive, or it is clear that they do not yet. */
  listen(site: Site): Promise<void>;
  /** Aborted at a stop. */
  signal: AbortSignal;
}

/** How the first try of a server ended. */
type First = 'open' | { failed: unknown };

interface Opening {
  one: Numbered;
  first: Promise<First>;
  /** Rejects where no time helps, and at a stop. */
  opened: Promise<void>;
}

/**
 * Opens each server. Resolves once one of them is open and each was tried once; the others are asked again by
 * themselves until they are open too, so none holds up another. Rejects with SetupError where all are refused, and for
 * what will not pass by itself: a token that is no bot's, one server set twice.
 */
export async function openSites(settings: readonly SiteSettings[], parts: OpeningParts): Promise<void> {
  const givenUp = new AbortController();
  const signal = AbortSignal.any([parts.signal, givenUp.signal]);
  const log = new OpeningLog(parts);
  const openings = settings.map((one, index) =>
    begin({ settings: one, index }, { ...parts, signal }, log, settings),
  );
  const firsts = await Promise.all(openings.map(({ first }) => first));
  const errors = firsts.map((first) => (first === 'open' ? null : first.failed));
  const wrong =
    errors.find((error) => error instanceof SetupError) ??
    (errors.every((error) => error instanceof RefusedError) ? errors[0] : null);
  if (wrong instanceof Error) {
    givenUp.abort();
    await Promise.allSettled(openings.map(({ opened }) => opened));
    throw wrong instanceof SetupError ? wrong : new SetupError(wrong.message, { cause: wrong });
  }
  openings.forEach(({ one, opened }, index) => {
    if (firsts[index] !== 'open') log.goesOnWithout(one, errors[index]);
    opened.catch((error: unknown) => log.gaveUp(one, error));
  });
  if (firsts.includes('open')) return;
  await Promise.any(openings.map(({ opened }) => opened)).catch((error: AggregateError) => {
    throw error.errors[0];
  });
}

function begin(one: Numbered, parts: OpeningParts, log: OpeningLog, all: readonly SiteSettings[]): Opening {
  let tell: (first: First) => void = () => {};
  const first = new Promise<First>((resolve) => {
    tell = resolve;
  });
  const opened = persistently(() => open(one, parts, all), {
    clock: parts.ctx.clock,
    signal: parts.signal,
    restAfter,
    failed(error) {
      log.failed(one, error);
      tell({ failed: error });
    },
  });
  opened.then(
    () => tell('open'),
    (failed: unknown) => tell({ failed }),
  );
  return { one, first, opened };
}

async function open(
  one: Numbered,
  { ctx, sites, trust, listen }: OpeningParts,
  all: readonly SiteSettings[],
): Promise<void> {
  const site = await evenIfBrokenOff(() => askSite(one, ctx));
  const twin = sites.all().find(({ botUser }) => botUser === site.botUser);
  if (twin) {
    const places = [one.index, all.findIndex(({ realm }) => realm === twin.realm)].sort((a, b) => a - b);
    const [first, second] = places.map((place) => setting('MATTERMOST_URL', place));
    throw new SetupError(`${first} and ${second} lead to one server. Keep one of them.`);
  }
  sites.add(site);
  trust.taken(site);
  await listen(site);
}

/** What a person has to put right is not asked for every minute. */
function restAfter(error: unknown): number {
  if (error instanceof RefusedError) return REPAIR_MS;
  return error instanceof MattermostError ? (error.failure.retryAfterMs ?? 0) : 0;
}

/** What the log and the box are told of servers that do not open: each trouble once. */
class OpeningLog {
  readonly #parts: OpeningParts;
  /** By realm: the last trouble, by its code. */
  readonly #told = new Map<string, string>();
  /** Servers the others go on without. */
  readonly #without = new Set<string>();

  constructor(parts: OpeningParts) {
    this.#parts = parts;
  }

  failed(one: Numbered, error: unknown): void {
    const { realm } = one.settings;
    const code = codeOf(error);
    const known = this.#told.get(realm) === code;
    this.#told.set(realm, code);
    if (!(error instanceof RefusedError)) {
      const { log } = this.#parts.ctx;
      log[known ? 'debug' : 'warn'](
        { code, realm },
        `mattermost: a server does not answer, it is asked again: check that it runs, the network, a proxy, ${setting('MATTERMOST_URL', one.index)}`,
      );
    } else if (this.#without.has(realm) && !known) this.#refused(one, error);
  }

  /** The adapter starts without that server. */
  goesOnWithout(one: Numbered, error: unknown): void {
    const { ctx } = this.#parts;
    const { realm } = one.settings;
    this.#without.add(realm);
    ctx.report({ kind: 'down', realm, at: ctx.clock.now() });
    if (error instanceof RefusedError) this.#refused(one, error);
  }

  /** It is not asked any more; the others go on. */
  gaveUp({ settings: { realm } }: Numbered, error: unknown): void {
    if (error instanceof SetupError) this.#parts.ctx.log.error({ realm }, wayOut(error));
  }

  #refused({ settings }: Numbered, error: RefusedError): void {
    if (error.token) this.#parts.trust.refused(settings, wayOut(error));
    else this.#parts.ctx.log.error({ realm: settings.realm }, wayOut(error));
  }
}

function wayOut({ message }: Error): string {
  return `mattermost: the other servers go on without it. ${message}`;
}
