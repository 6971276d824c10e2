import type { SlackEvent } from '../delivery/events.ts';
import type { Platform } from '../platform.ts';
import { type Channel, messageAt } from '../world/channel.ts';
import type { Message } from '../world/message.ts';

/** A channel in a test's hands. What happens to it is told to the app. */
export class SlackChannel {
  readonly channel: Channel;
  readonly #platform: Platform;

  constructor(channel: Channel, platform: Platform) {
    this.channel = channel;
    this.#platform = platform;
  }

  get id(): string {
    return this.channel.id;
  }

  get name(): string {
    return this.channel.name;
  }

  /** As Slack keeps them, oldest first. */
  get messages(): readonly Message[] {
    return this.channel.messages;
  }

  /** A user, or the app's bot by its user id, comes in. */
  add(...users: readonly { readonly id: string }[]): void {
    for (const { id } of users) {
      this.channel.members.add(id);
      this.#emit(this.#membership('member_joined_channel', id));
    }
  }

  /** A user, or the app's bot, leaves or is sent out. The bot learns it by channel_left or group_left. */
  remove(user: { readonly id: string }): void {
    this.channel.members.delete(user.id);
    const left = this.#membership('member_left_channel', user.id);
    this.#emit(left, true);
    if (this.#isBot(user.id)) {
      this.#emit(
        { type: this.channel.kind === 'private' ? 'group_left' : 'channel_left', channel: this.id },
        true,
      );
    }
  }

  /** The other workspace joins the channel, by Slack Connect. */
  shareWith(workspace: { readonly id: string }): void {
    this.channel.sharedWith.add(workspace.id);
  }

  archive(by: { readonly id: string }): void {
    this.channel.archived = true;
    this.#emit({ type: this.#named('archive'), channel: this.id, user: by.id });
  }

  unarchive(by: { readonly id: string }): void {
    this.channel.archived = false;
    this.#emit({ type: this.#named('unarchive'), channel: this.id, user: by.id });
  }

  rename(name: string): void {
    this.channel.name = name;
    this.#emit({ type: this.#named('rename'), channel: { id: this.id, name, created: 1_700_000_000 } });
  }

  /** Deletes it with all that was said in it. */
  delete(): void {
    this.#platform.world.channels.delete(this.id);
    this.#emit({ type: this.#named('deleted'), channel: this.id }, true);
    this.#platform.world.changed();
  }

  /** Somebody deletes a message; nobody is told of the reactions that go with it. */
  deleteMessage(ts: string): void {
    if (!messageAt(this.channel, ts)) throw new Error(`no message ${ts} in ${this.id}`);
    this.#platform.world.remove(this.channel, ts);
  }

  /** A message that no user wrote, as an incoming webhook does: reactions to it have no item_user. */
  webhook(text: string): Message {
    return this.#platform.world.post(this.channel, {
      text,
      blocks: [],
      attachments: [],
      ts: this.#platform.ids.ts(),
      botId: this.#platform.ids.id('B'),
      subtype: 'bot_message',
      broadcast: false,
      fileIds: [],
    });
  }

  #membership(type: string, user: string): SlackEvent {
    const channelType = this.channel.kind === 'private' ? 'G' : 'C';
    return { type, user, channel: this.id, channel_type: channelType, team: this.channel.teamId };
  }

  #named(what: string): string {
    return `${this.channel.kind === 'private' ? 'group' : 'channel'}_${what}`;
  }

  #isBot(id: string): boolean {
    return [...this.#platform.world.workspaces.values()].some(({ install }) => install.botUserId === id);
  }

  #emit(event: SlackEvent, afterwards = false): void {
    const scope = this.channel.kind === 'private' ? 'groups:read' : 'channels:read';
    this.#platform.events.emitIn(
      this.channel,
      { ...event, event_ts: this.#platform.ids.ts() },
      { scope, afterwards },
    );
  }
}
