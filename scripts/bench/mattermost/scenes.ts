import type { User } from '../../../test/fakes/mattermost/world/user.ts';
import { type JsonObject, objectOf, objectsOf, parseJson, textOf } from '../../../test/fakes/shared/json.ts';
import { Deeds } from '../load/deeds.ts';
import type { Counts } from '../load/playing.ts';
import type { Scene, Shot } from '../load/shot.ts';
import { command, press, submission } from './requests.ts';
import { PEOPLE } from './server.ts';
import type { Opened, StandIn } from './stand-in.ts';

/** What people are to do. */
export type SceneName = 'capture' | 'vote';

/** The kinds of requests in each. */
export const KINDS: Readonly<Record<SceneName, readonly string[]>> = {
  capture: ['command', 'submission'],
  vote: ['press'],
};

/** A dialog that somebody can send. */
interface Open extends Opened {
  user: User;
}

const acknowledgedOnly = () => undefined;

/** What people do in one channel. `real` false: at an app that acknowledges and does nothing. */
export class Crowd {
  readonly #server: StandIn;
  readonly #deeds = new Deeds<User, Open>(PEOPLE);
  #lastDialog: Opened | null = null;

  constructor(server: StandIn) {
    this.#server = server;
  }

  /** Only so many people are there. */
  gather(count: number): void {
    this.#deeds.gather(count);
  }

  get counts(): Counts {
    return this.#deeds.counts;
  }

  /** `ideas`: those that can be voted on, by their numbers. */
  scene(name: SceneName, real: boolean, ideas: readonly number[]): Scene {
    this.#deeds.forgetForms();
    return name === 'capture' ? () => this.#capture(real) : () => this.#press(real, ideas);
  }

  /** A dialog that is filled is sent; where there is none, the next one is asked for. */
  #capture(real: boolean): Shot {
    const open = this.#deeds.filled();
    return open ? this.#submit(open, real) : this.#command(real);
  }

  #command(real: boolean): Shot {
    const user = this.#deeds.person();
    const triggerId = this.#server.trigger();
    const responseUrl = this.#server.responseUrl(user.id);
    const shot = command(user, { text: this.#deeds.title(), triggerId, responseUrl });
    if (!real) {
      // It opens nothing, so people send what the box opened.
      if (this.#lastDialog) this.#deeds.fill({ ...this.#lastDialog, user });
      return { ...shot, answered: acknowledgedOnly };
    }
    return {
      ...shot,
      answered: async () => {
        this.#lastDialog = await this.#server.opened(triggerId);
        this.#deeds.open({ ...this.#lastDialog, user });
      },
    };
  }

  #submit({ user, url, dialog }: Open, real: boolean): Shot {
    const shot = submission(user, url, dialog, valuesOf(dialog, this.#deeds.why()));
    if (!real) return { ...shot, answered: acknowledgedOnly };
    return {
      ...shot,
      answered: (acknowledgement) => {
        const { errors, form } = bodyOf(acknowledgement);
        if (errors) throw new Error(`a submission was answered with ${acknowledgement}`);
        // The similar ideas: a dialog of its own.
        const next = objectOf(form);
        if (next) {
          this.#deeds.fill({ user, url, dialog: next });
          return undefined;
        }
        // Also after "still recording", which is an error below the form.
        return this.#server.told(user.id).then(() => this.#count('published'));
      },
    };
  }

  #press(real: boolean, ideas: readonly number[]): Shot {
    const user = this.#deeds.person();
    const card = this.#server.cards[this.#deeds.idea(ideas) - 1];
    if (!card) throw new Error('an idea has no card');
    const button = this.#deeds.vote() === 'for' ? 0 : 1;
    const shot = press(user, card, { button, triggerId: this.#server.trigger() });
    if (!real) return { ...shot, answered: acknowledgedOnly };
    return {
      ...shot,
      answered: (acknowledgement) => {
        if (textOf(bodyOf(acknowledgement).ephemeral_text) === '')
          throw new Error(`a press was answered with ${acknowledgement}`);
        this.#count('pressed');
        return undefined;
      },
    };
  }

  #count(what: keyof Counts): void {
    this.counts[what] += 1;
  }
}

const bodyOf = (acknowledgement: string): JsonObject => objectOf(parseJson(acknowledgement)) ?? {};

/** The dialog as it stands, with a few lines about why typed in. */
function valuesOf(dialog: JsonObject, why: string): JsonObject {
  const shown = objectsOf(dialog.elements).map((element) => [textOf(element.name), element.default ?? null]);
  return { ...Object.fromEntries(shown), body: why };
}
