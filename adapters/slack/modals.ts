import type { ModalView } from '@slack/types';
import type { WebClient } from '@slack/web-api';
import { once } from '../../src/chat/kit/failing.ts';
import type { Logger } from '../../src/log.ts';
import { codeOf } from './codes.ts';
import { failureOf } from './errors.ts';
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

  /**
   * Opens a view; a trigger does so once and for three seconds. Where Slack's answer got lost, the view may be open
   * before its person: it is looked for by the name it was given, its trigger, before anybody is told otherwise.
   */
  async open(workspace: Workspace, trigger: string, view: ModalView): Promise<Modal | null> {
    const named = { ...view, external_id: trigger };
    try {
      const { view: opened } = await this.#clientOf(workspace).views.open({
        trigger_id: trigger,
        view: named,
      });
      return modalOf(opened);
    } catch (error) {
      const found = 'inDoubt' in failureOf(error, once('views.open')) && (await this.#find(workspace, named));
      if (found) return found;
      this.#log.warn({ code: codeOf(error) }, 'slack: a view could not be opened');
      return null;
    }
  }

  /** The view of that name, shown anew; null where there is none. */
  async #find(workspace: Workspace, view: ModalView & { external_id: string }): Promise<Modal | null> {
    const { external_id } = view;
    return this.#clientOf(workspace)
      .views.update({ external_id, view })
      .then(({ view: found }) => modalOf(found))
      .catch(() => null);
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

function modalOf(view: { id?: string; hash?: string } | undefined): Modal | null {
  return view?.id ? { id: view.id, ...(view.hash ? { hash: view.hash } : {}) } : null;
}
