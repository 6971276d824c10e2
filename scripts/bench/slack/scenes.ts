import { type JsonObject, objectOf, parseJson } from '../../../test/fakes/shared/json.ts';
import type { Doing } from '../../../test/fakes/slack/interactivity/payloads.ts';
import { entryKey, type View } from '../../../test/fakes/slack/views/view.ts';
import { Deeds } from '../load/deeds.ts';
import type { Counts } from '../load/playing.ts';
import type { Scene, Shot } from '../load/shot.ts';
import { command, press, reaction, submission } from './requests.ts';
import type { StandIn } from './stand-in.ts';
import { PEOPLE, WORKSPACE } from './workspace.ts';

/** What people are to do. */
export type SceneName = 'capture' | 'vote' | 'mixed';

/** The kinds of requests in each. */
export const KINDS: Readonly<Record<SceneName, readonly string[]>> = {
  capture: ['command', 'submission'],
  vote: ['press'],
  mixed: ['command', 'submission', 'press', 'reaction'],
};

/** A form that somebody can send. */
interface Open {
  doing: Doing;
  id: string;
  spec: JsonObject;
  responseUrl: string;
}

const acknowledgedOnly = () => undefined;

/** What people do in one channel. `real` false: at an app that acknowledges and does nothing. */
export class Crowd {
  readonly #slack: StandIn;
  readonly #deeds = new Deeds<Doing, Open>(PEOPLE);
  #lastForm: Pick<Open, 'spec' | 'id'> | null = null;

  constructor(slack: StandIn) {
    this.#slack = slack;
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
    const scenes: Record<SceneName, Scene> = {
      capture: () => this.#capture(real),
      vote: () => this.#press(real, ideas),
      mixed: () => this.#mixed(real, ideas),
    };
    return scenes[name];
  }

  /** A form that is filled is sent; where there is none, the next one is asked for. */
  #capture(real: boolean): Shot {
    const form = this.#deeds.filled();
    return form ? this.#submit(form, real) : this.#command(real);
  }

  /** Four kinds in turn. */
  #mixed(real: boolean, ideas: readonly number[]): Shot {
    const kinds = [
      () => this.#command(real),
      () => this.#capture(real),
      () => this.#press(real, ideas),
      () => ({ ...reaction(this.#deeds.person(), this.#deeds.idea(ideas)), answered: acknowledgedOnly }),
    ];
    return (kinds[this.#deeds.done % kinds.length] ?? kinds[0])?.() as Shot;
  }

  #command(real: boolean): Shot {
    const doing = this.#deeds.person();
    const responseUrl = this.#slack.responseUrl('commands');
    const { trigger, ...shot } = command(doing, this.#deeds.title(), responseUrl);
    if (!real) {
      // It opens nothing, so people send what the box opened.
      if (this.#lastForm) this.#deeds.fill({ ...this.#lastForm, doing, responseUrl });
      return { ...shot, answered: acknowledgedOnly };
    }
    const opened = this.#slack.opened(trigger).then((form) => {
      this.#lastForm = form;
      this.#deeds.open({ ...form, doing, responseUrl });
    });
    return { ...shot, answered: () => opened };
  }

  #submit({ doing, id, spec, responseUrl }: Open, real: boolean): Shot {
    const shot = submission(doing, viewOf(doing, id, spec, this.#deeds.why()));
    if (!real) return { ...shot, answered: acknowledgedOnly };
    const told = this.#slack.told(responseUrl, doing.user.id);
    const thanked = told.heard.then(() => this.#count('published'));
    // From now on: the view may be filled again before the acknowledgement is read.
    const filled = this.#slack.filled(id).then(() => {});
    return {
      ...shot,
      answered: (acknowledgement) => {
        const said = objectOf(parseJson(acknowledgement || '{}')) ?? {};
        if (said.response_action === undefined) return thanked;
        const next = objectOf(said.view);
        if (said.response_action !== 'update' || !next)
          throw new Error(`a submission was answered with ${acknowledgement}`);
        // "Still recording": the answer comes in its place.
        if (!next.submit) return filled;
        // The similar ideas: a form of its own.
        told.forget();
        this.#deeds.fill({ doing, id, spec: next, responseUrl });
        return undefined;
      },
    };
  }

  #press(real: boolean, ideas: readonly number[]): Shot {
    const doing = this.#deeds.person();
    const responseUrl = this.#slack.responseUrl('actions');
    const shot = press(doing, { idea: this.#deeds.idea(ideas), value: this.#deeds.vote() }, responseUrl);
    if (!real) return { ...shot, answered: acknowledgedOnly };
    const { heard } = this.#slack.told(responseUrl, doing.user.id);
    const answered = heard.then(() => this.#count('pressed'));
    return { ...shot, answered: () => answered };
  }

  #count(what: keyof Counts): void {
    this.counts[what] += 1;
  }
}

/** The form as Slack shows it, with a few lines about why typed in. */
function viewOf(doing: Doing, id: string, spec: JsonObject, why: string): View {
  const entered = new Map([[entryKey('body', 'body'), { type: 'plain_text_input', value: why }]]);
  return {
    ...{ id, rootId: id, previousId: null, teamId: WORKSPACE.id, userId: doing.user.id },
    ...{ spec, entered, hash: '1.1', errors: {}, trouble: null },
  };
}
