const LETTERS = 'abcdefghijklmnopqrstuvwxyz';

/**
 * What a word may have been before one slip of the finger: a letter too many, missing, wrong, or two of them
 * exchanged. Some 450 words for one of eight letters; of folded words (see {@link fold}) only.
 */
export function slipsOf(word: string): Set<string> {
  const slips = new Set<string>();
  for (let at = 0; at <= word.length; at += 1) {
    const [head, tail] = [word.slice(0, at), word.slice(at)];
    const [first = '', second = ''] = tail;
    const rest = tail.slice(1);
    if (tail !== '') slips.add(head + rest);
    if (second !== '') slips.add(head + second + first + tail.slice(2));
    for (const letter of LETTERS) {
      slips.add(head + letter + tail);
      if (tail !== '') slips.add(head + letter + rest);
    }
  }
  slips.delete(word);
  return slips;
}
