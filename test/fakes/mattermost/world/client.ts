import type { JsonObject } from '../../shared/json.ts';
import type { Post } from './post.ts';

/** A dialog before somebody's eyes. */
export interface OpenDialog {
  /** As the integration described it. */
  spec: JsonObject;
  /** Where it is sent to; the client knows it, and may send anything there. */
  readonly url: string;
  /** What was typed and picked, by the element's name. */
  readonly entered: Map<string, DialogValue>;
  errors: Readonly<Record<string, string>>;
  /** What stands above the fields after a submission that failed. */
  error: string | null;
  /** The channel and team in front when it opened. */
  readonly channelId: string;
  readonly teamId: string;
}

/** A text, a box ticked or not, or several picks. */
export type DialogValue = string | boolean | string[];

/** What lives in one person's client alone; a reload forgets it. */
export interface Client {
  /** Whether one is connected: dialogs and private posts reach nobody else. */
  online: boolean;
  readonly ephemerals: Post[];
  /** The trigger of what was done last; a dialog of another one is not shown (webapp: dialog_router). */
  triggerId: string;
  /** A dialog that came, perhaps before the answer which names its trigger. */
  received: { readonly triggerId: string; readonly dialog: OpenDialog } | null;
  dialog: OpenDialog | null;
  /** The channel and team in front. */
  channelId: string;
  teamId: string;
}

export function freshClient(): Client {
  return {
    online: true,
    ephemerals: [],
    triggerId: '',
    received: null,
    dialog: null,
    channelId: '',
    teamId: '',
  };
}

/** Shows the dialog that came if it belongs to what this person did last. */
export function showReceived(client: Client): void {
  const { received, triggerId } = client;
  if (!received || triggerId === '' || received.triggerId !== triggerId) return;
  client.dialog = received.dialog;
  client.received = null;
}
