import type { ModalView } from '@slack/types';
import type { WebClient } from '@slack/web-api';
import type { Logger } from '../../src/log.ts';
import { codeOf } from './codes.ts';
import type { Workspace } from './workspaces.ts';

/** A view that is open before somebody. With its hash, an update finds it as it was. */
export interface Modal {
  id: string;
  hash?: string;
}

/** Opens and fills views. What fails is logged by its code and answered with null or false: there are other ways. */
export class Modals {
  readonly #clientOf: (workspace: Workspace) => WebClient;
  readonly #log: Logger;

  /**
   * `clientOf` gives a client that nothing else uses: the SDK sends a hundred calls at a time and lets the others
   * wait, and a trigger waits for nobody.
   */
  constructor(clientOf: (workspace: Workspace) => WebClient, log: Logger) {
    this.#clientOf = clientOf;
    this.#log = log;
  }

  /** Opens a view; a trigger does so once and for three seconds. */
  async open(workspace: Workspace, trigger: string, view: ModalView): Promise<Modal | null> {
    try {
      const { view: opened } = await this.#clientOf(workspace).views.open({ trigger_id: trigger, view });
      return opened?.id ? { id: opened.id, ...(opened.hash ? { hash: opened.hash } : {}) } : null;
    } catch (error) {
      this.#log.warn({ code: codeOf(error) }, 'slack: a view could not be opened');
      return null;
    }
  }

  /** Shows another view in its place; the modal as it is then, or null when it is closed meanwhile. */
  async fill(workspace: Workspace, modal: Modal, view: ModalView): Promise<Modal | null> {
    try {
      const { view: filled } = await this.#clientOf(workspace).views.update({
        view_id: modal.id,
        ...(modal.hash === undefined ? {} : { hash: modal.hash }),
        view,
      });
      return { id: modal.id, ...(filled?.hash ? { hash: filled.hash } : {}) };
    } catch (error) {
      this.#log.warn({ code: codeOf(error) }, 'slack: a view could not be filled');
      return null;
    }
  }
}
