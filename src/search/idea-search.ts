import type { IdeaLine } from '../ideas/idea-lists.ts';
import type { Reader } from '../members/reader.ts';

/** An idea that was searched for, with the place in its text that says why it was found. */
export interface FoundIdea extends IdeaLine {
  /** Some words around the first match in the body, with an ellipsis where something was cut; '' when there is none. */
  snippet: string;
}

/** Full-text search in French first: accents, elisions, plurals, verb forms and a slip of the finger forgiven. */
export interface IdeaSearch {
  /**
   * Best match first, a match in the title before one in the body; only ideas the reader may read and whose text
   * is shown. Any text is a query; one without a word in it finds nothing. Its cost is bounded whatever the text
   * and however many ideas there are.
   */
  find(reader: Reader, query: string, options: { lab?: number; limit: number }): Promise<FoundIdea[]>;
}
