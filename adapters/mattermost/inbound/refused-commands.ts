import { Seldom } from '../../../src/chat/kit/seldom.ts';
import type { Clock } from '../../../src/clock.ts';
import type { Logger } from '../../../src/log.ts';
import type { Site } from '../site.ts';

/** Teams whose token may be missing, in one hour: whoever makes requests up makes teams up too. */
const STRANGERS = 20;

/**
 * Commands whose token is not that of their team: usually a mistake in our settings, which whoever runs the box finds
 * in the log, once an hour for each team, whatever is typed there.
 */
export class RefusedCommands {
  readonly #log: Logger;
  readonly #own: Seldom;
  readonly #strange: Seldom;

  constructor({ clock, log }: { clock: Clock; log: Logger }) {
    this.#log = log;
    this.#own = new Seldom(clock, { most: Number.POSITIVE_INFINITY });
    this.#strange = new Seldom(clock, { most: STRANGERS });
  }

  /** Never the token: it may be the right one of somewhere else. */
  refused({ realm, settings }: Site, team: string): void {
    const configured = settings.commandTokens.has(team);
    if (!(configured ? this.#own : this.#strange).due(`${realm} ${team}`)) return;
    this.#log.warn(
      { realm, team, configured },
      configured
        ? 'mattermost: a command with another token than that of its team was refused: set the token of its /idee'
        : 'mattermost: a command of a team without a token was refused: add the team to the tokens of its server',
    );
  }
}
