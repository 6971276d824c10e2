import type { Workspace } from '../world/workspace.ts';
import type { World } from '../world/world.ts';

/**
 * What arrives of a text typed behind a command, where the manifest says should_escape: entities, and names of
 * persons, channels and addresses as Slack's own marks (PLATFORM-FACTS 1.2).
 */
export function escapedCommand(text: string, world: World, workspace: Workspace): string {
  return marked(text, world, workspace).replace(/(?<!\S)https?:\/\/\S+/g, (address) => `<${address}>`);
}

/** What Slack keeps of a text written into a channel: mentions are ids alone, without names. */
export function keptText(text: string, world: World, workspace: Workspace): string {
  return marked(text, world, workspace).replace(/<([@#]\w+)\|[^<>]*>/g, '<$1>');
}

function marked(text: string, world: World, workspace: Workspace): string {
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
      return found ? `<#${found.id}|${found.name}>` : typed;
    });
}
