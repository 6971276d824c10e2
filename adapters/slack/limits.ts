/**
 * What Slack takes, from the reference of Block Kit, of views and of the Web API. Lengths are those of the text as it
 * is sent, entities included: `&amp;` counts five.
 */
export const LIMITS = {
  /** Blocks of a message; a view may have {@link LIMITS.viewBlocks}. */
  messageBlocks: 50,
  viewBlocks: 100,
  section: 3000,
  header: 150,
  /** Fields of one section, and the text of each. */
  fields: 10,
  field: 2000,
  context: 2000,
  /** Elements of one block of actions. */
  actions: 25,
  button: 75,
  buttonValue: 2000,
  /** With room for the suffix that makes it unique; Slack takes 255. */
  actionId: 240,
  accessibilityLabel: 75,
  imageUrl: 3000,
  altText: 2000,
  /** Such that a link, its label beside it, fits into one text. */
  linkUrl: 1400,
  label: 2000,
  hint: 2000,
  placeholder: 150,
  initialValue: 3000,
  option: 75,
  optionValue: 75,
  /** More options than this are no longer radio buttons; a menu takes 100, or 100 groups of 100. */
  radio: 10,
  menu: 100,
  /** Title and buttons of a modal. */
  viewLabel: 24,
  /** The text beside the blocks. chat.update refuses more than 4,000; what is there is a summary. */
  fallback: 3000,
} as const;

/**
 * All texts of a message together. Slack names no limit; msg_blocks_too_long was met at 13,200 characters
 * (bolt-js issue 2509) and, of many small blocks, at 11,341 (issue 2867): a margin below both.
 */
export const MESSAGE_TEXT = 10_000;

/** All texts of a view together: far from the 250 kB at which Slack answers view_too_large. */
export const VIEW_TEXT = 60_000;
