import type { HomeView } from '@slack/types';
import { again } from '../../src/chat/kit/failing.ts';
import { type Person, personKey } from '../../src/chat/place.ts';
import type { Clock } from '../../src/clock.ts';
import type { Logger } from '../../src/log.ts';
import { codeOf } from './codes.ts';
import { failureOf } from './errors.ts';
import type { Workspace } from './workspaces.ts';

/** So often one page is tried to be shown. */
const TRIES = 4;
/** What Slack wants to be left alone for longer is not shown: its person opens the page again sooner. Milliseconds. */
const PATIENCE_MS = 5 * 60_000;

export interface HomePagesParts {
  clock: Clock;
  log: Logger;
  /** Aborts when the adapter stops: what waits then is not shown any more. */
  stopping: AbortSignal;
}

/** The home pages of persons. What Slack does not show now is shown when it may, unless a newer page is there by then. */
export class HomePages {
  readonly #parts: HomePagesParts;
  /** The newest page of each person that has one on its way. */
  readonly #newest = new Map<string, HomeView>();

  constructor(parts: HomePagesParts) {
    this.#parts = parts;
  }

  /** Never rejects. */
  async publish(workspace: Workspace, person: Person, view: HomeView): Promise<void> {
    const { clock, stopping } = this.#parts;
    const key = personKey(person);
    const isNewest = () => this.#newest.get(key) === view;
    this.#newest.set(key, view);
    for (let tries = 1; isNewest() && !stopping.aborted; tries += 1) {
      const waitMs = await this.#try(workspace, person, view);
      if (waitMs === null || waitMs > PATIENCE_MS || tries === TRIES) break;
      await clock.sleep(waitMs, stopping);
    }
    if (isNewest()) this.#newest.delete(key);
  }

  /** How long to wait before the next try, milliseconds; null where there is none. */
  async #try({ client }: Workspace, { user }: Person, view: HomeView): Promise<number | null> {
    try {
      await client.views.publish({ user_id: user, view });
      return null;
    } catch (error) {
      this.#parts.log.warn({ code: codeOf(error) }, 'slack: the home page could not be published');
      const failure = failureOf(error, again('views.publish'));
      return 'retryAfterMs' in failure ? failure.retryAfterMs : null;
    }
  }
}
