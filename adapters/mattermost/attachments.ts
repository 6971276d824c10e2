/** A post's attachments, as far as this adapter uses them (server/public/model/message_attachment.go). */
export interface Attachment {
  /** The whole in a line or two: what a notification says. */
  fallback?: string;
  /** Above the box, never folded. */
  pretext?: string;
  title?: string;
  text?: string;
  image_url?: string;
  fields?: AttachmentField[];
  /** Small print; no Markdown. */
  footer?: string;
  actions?: Action[];
}

export interface AttachmentField {
  title: string;
  value: string;
  short: boolean;
}

/** A button (server/public/model/integration_action.go, PostAction). */
export interface Action {
  /** Letters and digits only: others have no route. */
  id: string;
  type: 'button';
  name: string;
  style?: 'primary' | 'danger';
  /** From 10.5 on; others drop it. */
  tooltip?: string;
  integration: Integration;
}

/** Where a press goes and what comes with it. Clients see neither. */
export interface Integration {
  url: string;
  context: Record<string, unknown>;
}
