import { type Json, type JsonObject, objectOf, objectsOf, parseJson, textOf } from '../../shared/json.ts';
import { directChannel } from '../core/channels.ts';
import { AppError } from '../core/error.ts';
import { createPost } from '../core/posts.ts';
import { addReaction, removeReaction } from '../core/reactions.ts';
import { doAction } from '../integrations/actions.ts';
import { executeCommand } from '../integrations/commands.ts';
import { freshDialog, submitDialog } from '../integrations/dialogs.ts';
import type { Platform } from '../platform.ts';
import { type Shown, shownPost } from '../reading/shown.ts';
import { type ShownDialog, shownDialog, submittedValue } from '../reading/shown-dialog.ts';
import type { Channel } from '../world/channel.ts';
import { type Client, type DialogValue, showReceived } from '../world/client.ts';
import { hasRole, type User } from '../world/user.ts';
import { enter, objections } from './filling.ts';

/** A channel by its id, or the direct channel with the site's own bot. */
export type Place = { readonly id: string } | 'direct';

/** What a person learns of what they did: null, or the server's error their client shows. */
export type Outcome = AppError | null;

/** What one person does in Mattermost, and what they see. Each deed resolves when the integration answered. */
export class Person {
  readonly user: User;
  /** Of their login: whoever attacks calls the REST API with it. */
  readonly token: string;
  readonly #platform: Platform;
  readonly #bot: User;
  readonly #apiUrl: string;

  constructor(user: User, token: string, given: { platform: Platform; bot: User; apiUrl: string }) {
    this.user = user;
    this.token = token;
    this.#platform = given.platform;
    this.#bot = given.bot;
    this.#apiUrl = given.apiUrl;
  }

  get id(): string {
    return this.user.id;
  }

  /** Types a command, with its slash; `rootId` types it in that post's thread. In a direct channel `team` is the open one. */
  command(
    command: string,
    text: string,
    where: Place,
    how: { readonly rootId?: string; readonly team?: { readonly id: string } } = {},
  ): Promise<Outcome> {
    const channel = this.#channel(where);
    const teamId = channel.teamId || (how.team?.id ?? this.#firstTeam());
    this.#looksAt(channel, teamId);
    if (how.rootId) this.#openThreads.add(how.rootId);
    return this.#attempted(async () => {
      if (!channel.members.has(this.id)) throw new AppError('api.context.permissions.app_error', 403);
      if (channel.deleteAt !== 0) throw new AppError('api.command.execute_command.deleted.error', 400);
      const response = await executeCommand(this.#platform, {
        user: this.user,
        channel,
        teamId,
        text: text === '' ? command : `${command} ${text}`,
        rootId: how.rootId ?? '',
      });
      this.#triggered(textOf(response.trigger_id));
    });
  }

  /** Presses a button by its label or id, or picks `option` in a menu. */
  press(on: Shown, what: string, option = ''): Promise<Outcome> {
    const { world } = this.#platform;
    const button = on.buttons.find(({ label }) => label === what) ?? on.buttons.find(({ id }) => id === what);
    if (!button)
      throw new Error(
        `nothing to press called "${what}"; there is: ${on.buttons.map(({ label }) => label).join(', ')}`,
      );
    const channel = this.#channel({ id: on.channelId });
    this.#looksAt(channel, channel.teamId || this.#firstTeam());
    return this.#attempted(async () => {
      // The route takes letters and digits only; with another id the press goes nowhere.
      if (!/^[A-Za-z0-9]+$/.test(button.id)) throw new AppError('api.context.404.app_error', 404);
      const trigger = await doAction(this.#platform, {
        user: this.user,
        postId: on.id,
        actionId: button.id,
        option,
        ephemeral: world.client(this.id).ephemerals.find(({ id }) => id === on.id) ?? null,
      });
      this.#triggered(trigger);
    });
  }

  /** Fills fields of the open dialog, by name or label, and sends it. What misses is refused by the client itself. */
  async submit(values: Readonly<Record<string, DialogValue>> = {}): Promise<Outcome> {
    const { dialog } = this.#client;
    if (!dialog) throw new Error(`${this.user.username} has no dialog open`);
    for (const [field, value] of Object.entries(values)) enter(dialog, field, value);
    const missing = objections(dialog);
    if (missing.length > 0) return new AppError('client.incomplete', 0, missing.join(', '));
    dialog.errors = {};
    dialog.error = null;
    const outcome = await this.#attempted(async () => {
      const elements = objectsOf(dialog.spec.elements);
      const answer = await submitDialog(this.#platform, this.id, {
        ...this.#addressed(),
        submission: Object.fromEntries(
          elements.map((element) => [textOf(element.name), submittedValue(dialog, element)]),
        ),
      });
      this.#answered(answer);
    });
    if (outcome) dialog.error = outcome.message;
    return outcome;
  }

  /** Closes the dialog; the integration is told only where it asked for that. */
  async cancel(): Promise<Outcome> {
    const { dialog } = this.#client;
    if (!dialog) throw new Error(`${this.user.username} has no dialog open`);
    const addressed = this.#addressed();
    this.#client.dialog = null;
    if (dialog.spec.notify_on_cancel !== true) return null;
    return this.#attempted(async () => {
      await submitDialog(this.#platform, this.id, { ...addressed, submission: {}, cancelled: true });
    });
  }

  /** Reacts to a post, by the emoji's name. */
  react(on: { readonly id: string }, emoji: string): Outcome {
    return this.#tried(() => addReaction(this.#platform, this.id, on.id, emoji));
  }

  /** Takes a reaction back. */
  unreact(on: { readonly id: string }, emoji: string): Outcome {
    return this.#tried(() => removeReaction(this.#platform, this.id, on.id, emoji));
  }

  /** Writes into a channel, or a thread of it. */
  say(where: Place, text: string, rootId = ''): Shown {
    const post = createPost(this.#platform, this.user, this.#channel(where), { message: text, rootId });
    return shownPost(post, [], this.#isUsername);
  }

  /** Writes to the bot alone. */
  typeInDm(text: string): Shown {
    return this.say('direct', text);
  }

  /**
   * Everything this person sees in the centre of a channel, oldest first: not the server's own notes, and answers in
   * threads only where the site does not collapse them.
   */
  sees(where: Place): Shown[] {
    return this.#shown(this.#channel(where)).filter(({ rootId }) => this.#inCentre(rootId ?? ''));
  }

  /** The answers this person sees in a thread, oldest first. */
  seesInThread(of: { readonly id: string; readonly channelId: string }): Shown[] {
    return this.#shown(this.#channel({ id: of.channelId })).filter(({ rootId }) => rootId === of.id);
  }

  /** The last private post this person saw: in the centre of a channel, or in a thread they typed in. */
  get whisper(): Shown | null {
    const last = this.#client.ephemerals.findLast(
      ({ rootId }) => this.#inCentre(rootId) || this.#openThreads.has(rootId),
    );
    return last ? shownPost(last, [], this.#isUsername) : null;
  }

  /** The open dialog. */
  get dialog(): ShownDialog | null {
    const { dialog } = this.#client;
    return dialog ? shownDialog(dialog, this.#isUsername) : null;
  }

  /** Reloads the client: private posts and dialogs are gone. */
  reload(): void {
    Object.assign(this.#client, { dialog: null, received: null, triggerId: '' });
    this.#client.ephemerals.length = 0;
    this.#platform.world.changed();
  }

  /** Closes the client, or opens one again. Who has none sees no dialog and no private post. */
  set online(is: boolean) {
    this.reload();
    this.#client.online = is;
  }

  /** Calls the REST API over HTTP with the token of this person's login, as anybody with an account can. */
  async api(method: string, path: string, body?: Json): Promise<{ status: number; body: Json | undefined }> {
    const answer = await fetch(`${this.#apiUrl}${path}`, {
      method,
      headers: { authorization: `Bearer ${this.token}` },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    return { status: answer.status, body: parseJson(await answer.text()) };
  }

  get #client(): Client {
    return this.#platform.world.client(this.id);
  }

  /** Threads this person typed in, and so has open. */
  readonly #openThreads = new Set<string>();

  readonly #isUsername = (name: string): boolean => this.#platform.world.userNamed(name) !== undefined;

  /** Clients that may collapse threads are taken to: for private posts too (github.com/mattermost/mattermost/pull/30310). */
  #inCentre(rootId: string): boolean {
    return rootId === '' || this.#platform.config.ServiceSettings.CollapsedThreads === 'disabled';
  }

  #shown(channel: Channel): Shown[] {
    const { world } = this.#platform;
    if (!channel.members.has(this.id)) return [];
    const mine = this.#client.ephemerals.filter((one) => one.channelId === channel.id);
    const posts = world.postsIn(channel.id).filter(({ type }) => !type.startsWith('system_'));
    return [...posts, ...mine]
      .sort((one, other) => one.createAt - other.createAt)
      .map((post) => shownPost(post, world.reactionsTo(post.id), this.#isUsername));
  }

  /** What the client sends with a dialog, whatever was typed into it. */
  #addressed(): JsonObject {
    const { dialog, channelId, teamId } = this.#client;
    return {
      url: dialog?.url ?? '',
      callback_id: textOf(dialog?.spec.callback_id),
      state: textOf(dialog?.spec.state),
      channel_id: channelId,
      team_id: teamId,
    };
  }

  /** Does to the dialog what its integration answered. */
  #answered(answer: JsonObject): void {
    const client = this.#client;
    const { dialog } = client;
    if (!dialog) return;
    const errors = objectOf(answer.errors) ?? {};
    const error = textOf(answer.error);
    const form = objectOf(answer.form);
    if (error !== '' || Object.keys(errors).length > 0) {
      dialog.errors = Object.fromEntries(Object.entries(errors).map(([name, text]) => [name, textOf(text)]));
      dialog.error = error || null;
    } else if (answer.type === 'form' && form) client.dialog = freshDialog(form, dialog.url, dialog);
    else client.dialog = null;
  }

  #triggered(triggerId: string): void {
    this.#client.triggerId = triggerId;
    showReceived(this.#client);
  }

  #looksAt(channel: Channel, teamId: string): void {
    Object.assign(this.#client, { channelId: channel.id, teamId });
  }

  #firstTeam(): string {
    return [...this.#platform.world.teams.values()].find(({ members }) => members.has(this.id))?.id ?? '';
  }

  async #attempted(deed: () => Promise<void>): Promise<Outcome> {
    try {
      if (this.user.deleteAt !== 0) throw new AppError('api.context.session_expired.app_error', 401);
      await deed();
      return null;
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      return error;
    } finally {
      this.#platform.world.changed();
    }
  }

  #tried(deed: () => void): Outcome {
    try {
      deed();
      return null;
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      return error;
    }
  }

  #channel(where: Place): Channel {
    const { world } = this.#platform;
    if (where === 'direct') return directChannel(this.#platform, this.user, this.#bot);
    const channel = world.channels.get(where.id);
    if (!channel) throw new Error(`no channel ${where.id}`);
    return channel;
  }

  /** Whether this is a guest of the site. */
  get guest(): boolean {
    return hasRole(this.user, 'system_guest');
  }
}
