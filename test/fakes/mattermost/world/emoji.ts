import { EMOJI_NAMES } from '../../shared/emoji-names.ts';

/** A skin tone at the end of a name: thumbsup_medium_skin_tone. */
const TONE = /_(light|medium_light|medium|medium_dark|dark)_skin_tone$/;

/** Whether the server knows this emoji: built in, or the site's own (app/reaction.go). */
export function isEmojiName(name: string, custom: ReadonlyMap<string, string>): boolean {
  return EMOJI_NAMES.has(name.replace(TONE, '')) || custom.has(name);
}
