import type { Workspace } from '../world/workspace.ts';
import type { World } from '../world/world.ts';

/** Who types, where, and how their mentions leave. */
export interface Typing {
  readonly workspace: Workspace;
  /** The id of who types: of private channels one can only name one's own. */
  readonly typist: string;
  /** Whether mentions in commands carry names beside their ids. */
  readonly labels: boolean;
}

/**
 * What arrives of a text typed behind a command, where the manifest says should_escape: entities, and persons,
 * channels and addresses as Slack's own marks (PLATFORM-FACTS 1.2). With a name beside the id or without one: Slack's
 * page on slash commands shows both. The name of a private channel never leaves: nothing stands behind its bar.
 */
export function escapedCommand(text: string, world: World, typing: Typing): string {
  const sent = marked(text, world, typing);
  return (typing.labels ? sent : unlabelled(sent)).replace(
    /(?<!\S)https?:\/\/\S+/g,
    (address) => `<${address}>`,
  );
}

/** What Slack keeps of a text written into a channel: mentions are ids alone, without names. */
export function keptText(text: string, world: World, typing: Typing): string {
  return unlabelled(marked(text, world, typing));
}

function unlabelled(text: string): string {
  return text.replace(/<([@#]\w+)\|[^<>]+>/g, '<$1>');
}

function marked(text: string, world: World, { workspace, typist }: Typing): string {
  const user = (name: string) =>
    [...world.users.values()].find(
      (one) => one.name === name && world.userSeenFrom(workspace.id, one.id) !== undefined,
    );
  return text
    .replace(/&/g, '&amp;')
    .replace(/</g, '&lt;')
    .replace(/>/g, '&gt;')
    .replace(/(?<!\S)@([\w.-]*\w)/g, (typed, name: string) => {
      const found = user(name);
      return found ? `<@${found.id}|${found.name}>` : typed;
    })
    .replace(/(?<!\S)#([\p{L}\d_-]+)/gu, (typed, name: string) => {
      const found = world.channelNamed(workspace.id, name);
      if (found) return `<#${found.id}|${found.name}>`;
      const closed = world.privateChannelNamed(workspace.id, name, typist);
      return closed ? `<#${closed.id}|>` : typed;
    });
}
