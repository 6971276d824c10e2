import type { AdapterContext } from '../../src/chat/adapter.ts';
import type { Form } from '../../src/chat/form.ts';
import type { Person } from '../../src/chat/place.ts';
import { doorAddress } from './doors.ts';
import { formToken } from './form-token.ts';
import { codeOf } from './mattermost-error.ts';
import { renderDialog } from './render-form.ts';
import type { Site } from './site.ts';

/** Forms before their persons. */
export class Dialogs {
  readonly #ctx: AdapterContext;
  readonly #callbackUrl: URL;

  constructor(ctx: AdapterContext, callbackUrl: URL) {
    this.#ctx = ctx;
    this.#callbackUrl = callbackUrl;
  }

  /** The dialog of a form, its state bound to this person. */
  of(form: Form, person: Person) {
    const { clock, words } = this.#ctx;
    const token = formToken(form, person, clock.now(), this.#ctx);
    return renderDialog(form, token, { realm: person.realm, words: words(form.lang) });
  }

  /**
   * Shows a form; a trigger lets us for as long as the server waits for integrations, 30 s if nobody changed it. False
   * when it could not be shown.
   */
  async open(site: Site, trigger: string, form: Form, person: Person): Promise<boolean> {
    const url = doorAddress(this.#callbackUrl, site.realm, 'dialog');
    try {
      await site.client.openDialog({ trigger_id: trigger, url, dialog: this.of(form, person) });
      return true;
    } catch (error) {
      this.#ctx.log.warn(
        { realm: site.realm, code: codeOf(error) },
        'mattermost: a form could not be opened',
      );
      return false;
    }
  }
}
