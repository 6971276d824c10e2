/** Which message of a person, in ids alone; the same shape as the chat's Posted, which the domain does not import. */
export interface MessagePlace {
  platform: string;
  realm: string;
  channel: string;
  message: string;
  team?: string;
  thread?: string;
}
