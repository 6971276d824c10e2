import type { Attachment } from './attachments.ts';

/** What answers a command, at once or by its response_url (server/public/model/command_response.go). */
export interface CommandResponse {
  /** Anything else would be posted for all to see, in the name of whoever typed. */
  response_type: 'ephemeral';
  text: string;
  attachments: readonly Attachment[];
  /** Without it `<!channel>` in a text would become a call of everybody. */
  skip_slack_parsing: true;
}
