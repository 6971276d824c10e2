const NO_BREAK = '\u00A0';
const NARROW = '\u202F';

/**
 * A French sentence typed with ordinary spaces, set as a printer would: a no-break space before the colon,
 * a narrow one before `; ! ? %` and inside « ». Only for our own texts, never for what a person wrote.
 */
export function setFrench(text: string): string {
  return text
    .replace(/ :/g, `${NO_BREAK}:`)
    .replace(/ ([;!?%»])/g, `${NARROW}$1`)
    .replace(/« /g, `«${NARROW}`);
}
