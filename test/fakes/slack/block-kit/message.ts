import { type JsonObject, objectOf, objectsOf, textOf } from '../../shared/json.ts';
import { messageBlocks } from './blocks.ts';
import type { Problem } from './schema.ts';
import { repeatedIds } from './unique.ts';

/** All the text of a message's markdown blocks together (Slack docs: "Markdown block"). */
const MARKDOWN_TOTAL = 12_000;

/** What is wrong with a message's blocks. */
export function blockProblems(blocks: readonly JsonObject[]): Problem[] {
  return [
    ...messageBlocks(blocks, '/blocks'),
    ...repeatedIds(blocks, '/blocks'),
    ...tooMuchMarkdown(blocks),
    ...tooManyTables(blocks),
  ];
}

/** The files that these blocks show by id or address (Slack docs: "Image block", slack_file). */
export function filesShown(blocks: readonly JsonObject[]): { id: string; url: string }[] {
  return blocks.flatMap((block) =>
    [block, objectOf(block.accessory) ?? {}, ...objectsOf(block.elements)].flatMap((part) => {
      const file = objectOf(part.slack_file);
      return file ? [{ id: textOf(file.id), url: textOf(file.url) }] : [];
    }),
  );
}

function tooMuchMarkdown(blocks: readonly JsonObject[]): Problem[] {
  const total = blocks.reduce(
    (sum, { type, text }) => sum + (type === 'markdown' ? textOf(text).length : 0),
    0,
  );
  const message = `markdown text must be less than ${MARKDOWN_TOTAL + 1} characters`;
  return total > MARKDOWN_TOTAL ? [{ message, pointer: '/blocks' }] : [];
}

function tooManyTables(blocks: readonly JsonObject[]): Problem[] {
  const tables = blocks.filter(({ type }) => type === 'table').length;
  return tables > 1 ? [{ message: 'only one table is allowed', pointer: '/blocks' }] : [];
}
