import { EMOJI_NAMES } from '../../shared/emoji-names.ts';

/** Whether Slack takes this as the name of a reaction: known, or the workspace's own, a skin tone perhaps behind it. */
export function isEmojiName(name: string, custom: ReadonlySet<string>): boolean {
  const [bare = '', tone, ...rest] = name.split('::');
  const toned = tone === undefined || /^skin-tone-[2-6]$/.test(tone);
  return (EMOJI_NAMES.has(bare) || custom.has(bare)) && toned && rest.length === 0;
}
