/**
 * What Mattermost takes, from the server's code (paths below server/public/model) and the web client's. Lengths of
 * dialogs are bytes of UTF-8 there, as Go counts: an "é" is two.
 */
export const LIMITS = {
  /**
   * All attachments of a post as JSON, bytes: the longest idea fits several times. The server takes 800,000 characters
   * of props (post.go, PostPropsMaxRunes) and reads at most 1 MiB of an answer to a command (command_response.go).
   */
  attachments: 300_000,
  /** The web client shows no more of a footer (utils/constants.tsx, MAX_ATTACHMENT_FOOTER_LENGTH), in characters. */
  footer: 300,
  /** Text by itself below an attachment's title, for notifications: enough for two lines. Code points. */
  fallback: 1_000,
  /** An address longer than this links nowhere; browsers take some 2,000 characters. */
  linkUrl: 2_000,
  /** integration_action.go: DialogTitleMaxLength, DialogElementDisplayNameMaxLength. */
  dialogLabel: 24,
  /** integration_action.go: DialogElementHelpTextMaxLength. */
  help: 150,
  /** Default and placeholder of a line of text, of a text area: DialogElementTextMaxLength, …TextareaMaxLength. */
  line: 150,
  area: 3_000,
  /** DialogElementSelectMaxLength: of the value that is chosen. */
  select: 3_000,
  /** DialogElementBoolMaxLength. */
  checkboxText: 150,
} as const;

/** More choices than this are no longer seen at once: a menu. */
export const RADIO_CHOICES = 10;

/**
 * What may be typed into a field, characters; the client cuts what is pasted beyond. Left out it would be 150 in a
 * line and 3,000 in an area (utils/dialog_conversion.ts), where the box would rather say in its own words what is too
 * long. The server knows no greatest value.
 */
export const TYPED = 16_000;

/**
 * The web client shows 200 pixels of an attachment's text and "Show more" for the rest
 * (message_attachment.tsx, ShowMore): some ten lines of 20 pixels, less what stands between paragraphs.
 */
export const SHOWN_LINES = 8;
/** Characters of a line in a window of usual width. */
export const LINE = 90;
