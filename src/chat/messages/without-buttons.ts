import { speak } from '../../i18n/speak.ts';
import type { Block, Button, Inline, Message } from '../message.ts';
import { typed } from './said.ts';

/** The buttons of one's own settings, on the home page and elsewhere. */
const ACTIONS = ['setting', 'home-setting'];
const SETTINGS = [
  ['notices=at-once', 'notifications=tout'],
  ['notices=daily', 'notifications=jour'],
  ['notices=never', 'notifications=jamais'],
  ['language=fr', 'fr'],
  ['language=en', 'en'],
  ['language=auto', 'langue=auto'],
] as const;

/** What is typed instead of pressing a button, mostly one about one idea, by its action. */
const WORDS: ReadonlyMap<string, string> = new Map([
  ['vote for', 'pour #'],
  ['vote against', 'contre #'],
  ['vote none', 'neutre #'],
  ['more', 'voir #'],
  ['withdraw', 'retirer #'],
  ['undo', 'annuler #'],
  ['separate', 'separer #'],
  ...SETTINGS.flatMap(([set, words]) =>
    ACTIONS.map((action) => [`${action} ${set}`, `moi ${words}`] as const),
  ),
]);

/**
 * The same message where nothing can be pressed: a row of buttons becomes the commands that do the same. The
 * button of a line is left out, for it would say the same command on each. Nor is a button said whose command
 * needs a text: help names those.
 */
export function withoutButtons(message: Message, commandWord: string): Message {
  return {
    ...message,
    blocks: message.blocks.flatMap((block): Block[] => {
      if (block.kind === 'text') return [{ kind: 'text', text: block.text }];
      if (block.kind !== 'buttons') return [block];
      const { runs } = speak(message.lang);
      const said = block.buttons.flatMap((button): Inline[][] => {
        const words = wordsOf(button);
        if (words === null) return [];
        return [runs('help.insteadOf', { label: button.label, command: typed({ commandWord }, words) })];
      });
      const text = said.flatMap((one, place) => (place === 0 ? one : [' · ', ...one]));
      return text.length === 0 ? [] : [{ kind: 'context', text }];
    }),
  };
}

function wordsOf({ action, value }: Button): string | null {
  const [word = '', number = ''] = value.split('#');
  const command = WORDS.get(word === '' ? action : `${action} ${word}`);
  return command === undefined ? null : `${command}${number}`;
}
