import { type JsonObject, objectsOf, textOf } from '../../shared/json.ts';
import { elementsOf } from '../block-kit/unique.ts';
import { channelType, historyScope } from '../delivery/events.ts';
import type { Interactions, Outcome } from '../interactivity/interactions.ts';
import type { Doing } from '../interactivity/payloads.ts';
import { escapedCommand, keptText, type Typing } from '../interactivity/typed-text.ts';
import type { Platform } from '../platform.ts';
import { buttonsOf } from '../reading/blocks.ts';
import { type Shown, shownEphemeral, shownMessage, usableBlocks } from '../reading/shown.ts';
import { type ShownView, shownView } from '../reading/shown-view.ts';
import type { Entry } from '../views/state.ts';
import { viewJson } from '../views/view.ts';
import { type Channel, messageAt } from '../world/channel.ts';
import { openDirect } from '../world/direct.ts';
import type { Message } from '../world/message.ts';
import { addReaction, removeReaction } from '../world/reactions.ts';
import type { User } from '../world/user.ts';
import type { Workspace } from '../world/workspace.ts';
import { emitReaction } from '../world-events.ts';
import { actionOf } from './action.ts';
import { enter } from './filling.ts';

/** A message by its place. What a person sees of one is one too. */
export interface MessageRef {
  readonly channelId: string;
  readonly ts: string;
}

/** A channel by its id, or the conversation with the app alone. */
export type Place = { readonly id: string } | 'direct';

/** What one person does in Slack, and what they see. Each deed resolves when the app has acknowledged it. */
export class Person {
  readonly user: User;
  readonly #platform: Platform;
  readonly #interactions: Interactions;
  /** The workspace whose installation of the app this person meets. */
  readonly #home: Workspace;

  constructor(user: User, home: Workspace, platform: Platform, interactions: Interactions) {
    this.user = user;
    this.#home = home;
    this.#platform = platform;
    this.#interactions = interactions;
  }

  get id(): string {
    return this.user.id;
  }

  /** Types a slash command; names of persons and channels become ids where the app asked for that. */
  async command(command: string, text: string, where: Place): Promise<Outcome> {
    const channel = this.#channel(where);
    const { app, world } = this.#platform;
    const doing = this.#doing(channel);
    const { install } = doing.workspace;
    const foreign = this.user.teamId !== install.teamId || install.tokenState !== 'active';
    if (foreign || app.commands?.has(command) === false || !install.scopes.has('commands')) {
      return { error: 'unknown_command', ms: 0, body: null, answered: null };
    }
    const sent = app.escapesCommands ? escapedCommand(text, world, this.#typing(doing.workspace)) : text;
    return this.#interactions.command(doing, command, sent, channel);
  }

  /** Presses a button, by its label or action id, or picks `entry` in an element of that action id. */
  press(where: Shown | ShownView, what: string, entry?: Entry): Promise<Outcome> {
    if ('view' in where) {
      const action = actionOf(this.#platform, objectsOf(where.view.spec.blocks), what, entry);
      if (entry !== undefined) enter(where.view, textOf(action.action_id), entry);
      return this.#interactions.pressInView(this.#doing(null), where.view, action);
    }
    const channel = this.#channel({ id: where.channelId });
    const now =
      messageAt(channel, where.ts) ?? this.#platform.world.ephemeralAt(channel.id, where.ts) ?? where.content;
    const blocks = usableBlocks(hasElement(usableBlocks(now), what) ? now : where.content);
    const doing = this.#doing(channel, messageAt(channel, where.ts)?.botId);
    return this.#interactions.pressInMessage(
      doing,
      channel,
      where.ts,
      actionOf(this.#platform, blocks, what, entry),
    );
  }

  /**
   * Fills fields of the modal on top, by block id, action id or label, and sends it. What misses or has the wrong
   * length is refused by the client itself, as Slack's does.
   */
  async submit(values: Readonly<Record<string, Entry>> = {}): Promise<Outcome> {
    const view = this.#platform.views.top(this.id);
    if (!view) throw new Error(`${this.user.name} has no modal open`);
    for (const [field, entry] of Object.entries(values)) enter(view, field, entry);
    if (refusals(shownView(view, this.#nameOf)).length > 0)
      return { error: 'incomplete', ms: 0, body: null, answered: null };
    return this.#interactions.submit(this.#doing(null), view);
  }

  /** Closes the modal on top by hand. Null: the app did not want to know. */
  async closeModal(): Promise<Outcome | null> {
    const view = this.#platform.views.top(this.id);
    return view ? this.#interactions.close(this.#doing(null), view) : null;
  }

  /** Picks the app's entry in the menu of a message. */
  shortcut(callbackId: string, on: MessageRef): Promise<Outcome> {
    const channel = this.#channel({ id: on.channelId });
    return this.#interactions.shortcut(this.#doing(channel), callbackId, channel, this.#message(on));
  }

  /** Reacts to a message, by the emoji's name. Returns Slack's error, or null when done. */
  react(on: MessageRef, emoji: string): string | null {
    const channel = this.#channel({ id: on.channelId });
    const message = this.#message(on);
    const error = addReaction(message, this.id, emoji, this.#home.emoji);
    if (error === null) this.#reacted('reaction_added', channel, message, emoji);
    return error;
  }

  /** Takes a reaction back. Returns Slack's error, or null when done. */
  unreact(on: MessageRef, emoji: string): string | null {
    const channel = this.#channel({ id: on.channelId });
    const message = this.#message(on);
    if (!removeReaction(message, this.id, emoji)) return 'no_reaction';
    this.#reacted('reaction_removed', channel, message, emoji);
    return null;
  }

  /** Writes into a channel, or a thread of it. */
  say(where: Place, text: string, threadTs?: string): Shown {
    const { world, ids, events } = this.#platform;
    const channel = this.#channel(where);
    const message = world.post(channel, {
      text: keptText(text, world, this.#typing(this.#home)),
      blocks: [],
      attachments: [],
      ts: ids.ts(),
      user: this.id,
      broadcast: false,
      fileIds: [],
      ...(threadTs === undefined ? {} : { threadTs }),
    });
    const event = {
      type: 'message',
      channel: channel.id,
      channel_type: channelType(channel),
      user: this.id,
      text: message.text,
      ts: message.ts,
      team: this.user.teamId,
      event_ts: message.ts,
      ...(threadTs === undefined ? {} : { thread_ts: threadTs }),
    };
    events.emitIn(channel, event, { scope: historyScope(channel) });
    return shownMessage(channel, message, this.#nameOf);
  }

  /** Writes to the app alone. */
  typeInDm(text: string): Shown {
    return this.say('direct', text);
  }

  /** Opens the app's page; `tab` says which of the two. */
  openHome(tab: 'home' | 'messages' = 'home'): void {
    const { views, app, ids, events } = this.#platform;
    const channel = this.#channel('direct');
    const home = views.home(this.#home.id, this.id);
    const view =
      home && tab === 'home' ? { view: viewJson(home, { id: app.id, botId: this.#home.install.botId }) } : {};
    events.emit(this.#home, {
      type: 'app_home_opened',
      user: this.id,
      channel: channel.id,
      tab,
      event_ts: ids.ts(),
      ...view,
    });
  }

  /** Everything this person sees in a channel, oldest first; answers in threads not, private messages yes. */
  sees(where: Place): Shown[] {
    return this.#shown(this.#channel(where)).filter(({ threadTs }) => threadTs === null);
  }

  /** The answers this person sees in a thread, oldest first. */
  seesInThread(of: MessageRef): Shown[] {
    return this.#shown(this.#channel({ id: of.channelId })).filter(({ threadTs }) => threadTs === of.ts);
  }

  /** The last private message shown to this person, wherever. */
  get whisper(): Shown | null {
    const last = this.#platform.world.ephemerals.findLast(({ userId }) => userId === this.id);
    return last ? shownEphemeral(last, this.#nameOf) : null;
  }

  /** The modal on top. */
  get modal(): ShownView | null {
    const view = this.#platform.views.top(this.id);
    return view ? shownView(view, this.#nameOf) : null;
  }

  /** The app's Home tab; null while the app published none. */
  get home(): ShownView | null {
    const view = this.#platform.views.home(this.#home.id, this.id);
    return view ? shownView(view, this.#nameOf) : null;
  }

  /** Reloads the client: private messages and modals are gone. */
  reload(): void {
    this.#platform.world.forgetEphemerals(this.id);
    this.#platform.views.closeAll(this.id);
  }

  /** What an id reads as, for this person. */
  readonly #nameOf = (id: string): string =>
    this.#platform.world.users.get(id)?.name ?? this.#platform.world.channels.get(id)?.name ?? id;

  #shown(channel: Channel): Shown[] {
    const mine = this.#platform.world.ephemerals.filter(
      (one) => one.channelId === channel.id && one.userId === this.id,
    );
    const all = [
      ...channel.messages.map((message) => shownMessage(channel, message, this.#nameOf)),
      ...mine.map((one) => shownEphemeral(one, this.#nameOf)),
    ];
    return all.sort((a, b) => Number(a.ts) - Number(b.ts));
  }

  #reacted(
    type: 'reaction_added' | 'reaction_removed',
    channel: Channel,
    message: Message,
    name: string,
  ): void {
    this.#platform.world.changed();
    emitReaction(this.#platform, type, { channel, message, name, userId: this.id });
  }

  #message({ channelId, ts }: MessageRef): Message {
    const message = messageAt(this.#channel({ id: channelId }), ts);
    if (!message) throw new Error(`no message ${ts} in ${channelId}`);
    return message;
  }

  #typing(workspace: Workspace): Typing {
    return { workspace, typist: this.id, labels: this.#platform.app.labelsMentions };
  }

  #channel(where: Place): Channel {
    const { world, ids } = this.#platform;
    if (where !== 'direct') {
      const channel = world.channels.get(where.id);
      if (!channel) throw new Error(`no channel ${where.id}`);
      return channel;
    }
    return openDirect(world, ids, this.#home.install, this.id);
  }

  /**
   * The installation that hears of a deed: the one whose message it is about, else the person's own, else that of
   * the channel's workspace.
   */
  #doing(channel: Channel | null, botId?: string): Doing {
    const { world } = this.#platform;
    const workspaces = [...world.workspaces.values()].filter(
      ({ install }) => install.tokenState === 'active',
    );
    const author = workspaces.find(({ install }) => install.botId === botId);
    const own = workspaces.find(
      ({ id }) => id === this.user.teamId && (!channel || world.channelIn(id, channel.id)),
    );
    const host = workspaces.find(({ id }) => id === channel?.teamId);
    return { user: this.user, workspace: author ?? own ?? host ?? this.#home };
  }
}

/** What a client itself objects to, before anything is sent. */
function refusals(view: ShownView): string[] {
  return view.fields.flatMap(({ label, optional, value, element }) => {
    const short = value.length < Number(element.min_length ?? 0) && !(optional && value === '');
    const long = value.length > Number(element.max_length ?? 3_000);
    return (value === '' && !optional) || short || long ? [label] : [];
  });
}

function hasElement(blocks: readonly JsonObject[], what: string): boolean {
  return (
    blocks.some((block) => elementsOf(block).some(({ action_id }) => action_id === what)) ||
    buttonsOf(blocks).some(({ label }) => label === what)
  );
}
