import type { AdapterContext } from '../../src/chat/adapter.ts';
import type { Form } from '../../src/chat/form.ts';
import { Seldom } from '../../src/chat/kit/seldom.ts';
import type { Person } from '../../src/chat/place.ts';
import { doorAddress } from './doors.ts';
import { formToken } from './form-token.ts';
import { codeOf, MattermostError } from './mattermost-error.ts';
import { renderDialog } from './render-form.ts';
import type { Site } from './site.ts';
import type { Trigger } from './trigger.ts';

/** Until the next try where nobody says how long to wait, milliseconds. */
const AGAIN_MS = 500;

/** Ways for a form not to open that are told in an hour. */
const FAILURES = 20;

/** Forms before their persons. */
export class Dialogs {
  readonly #ctx: AdapterContext;
  readonly #callbackUrl: URL;
  readonly #stopping: AbortSignal;
  readonly #told: Seldom;

  /** `stopping`: no form waits for its next try any more. */
  constructor(ctx: AdapterContext, callbackUrl: URL, stopping: AbortSignal) {
    this.#ctx = ctx;
    this.#callbackUrl = callbackUrl;
    this.#stopping = stopping;
    this.#told = new Seldom(ctx.clock, { most: FAILURES });
  }

  /** The dialog of a form, its state bound to this person. */
  of(form: Form, person: Person) {
    const { clock, words } = this.#ctx;
    const token = formToken(form, person, clock.now(), this.#ctx);
    return renderDialog(form, token, { realm: person.realm, words: words(form.lang) });
  }

  /**
   * Shows a form. What the server, or who stands before it, cannot do now is tried again while the trigger lives. False
   * when it could not be shown: its person is to be told.
   */
  async open(site: Site, trigger: Trigger, form: Form, person: Person): Promise<boolean> {
    const { clock } = this.#ctx;
    const url = doorAddress(this.#callbackUrl, site.realm, 'dialog');
    const request = { trigger_id: trigger.id, url, dialog: this.of(form, person) };
    for (;;) {
      try {
        await site.client.openDialog(request);
        return true;
      } catch (error) {
        const wait = waitAfter(error);
        if (wait === null || clock.now() + wait >= trigger.until || this.#stopping.aborted) {
          this.#failed(site, codeOf(error));
          return false;
        }
        await clock.sleep(wait, this.#stopping);
      }
    }
  }

  /** Whoever typed is told each time, the log once an hour: a server out of order has many forms not opened. */
  #failed({ realm }: Site, code: string): void {
    if (!this.#told.due(`${realm} ${code}`)) return;
    this.#ctx.log.warn(
      { realm, code },
      'mattermost: forms could not be opened, and are offered behind a button',
    );
  }
}

/** How long it is before another try may succeed, milliseconds; null where none will. */
function waitAfter(error: unknown): number | null {
  if (!(error instanceof MattermostError)) return null;
  const { id, status, retryAfterMs } = error.failure;
  if (retryAfterMs !== undefined) return retryAfterMs;
  return id === null || (status !== null && status >= 500) ? AGAIN_MS : null;
}
