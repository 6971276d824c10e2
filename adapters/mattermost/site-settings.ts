/** What is configured of one Mattermost server. */
export interface SiteSettings {
  /** Where ids of persons are unique: the site's name, which stays when its address or token change. */
  realm: string;
  /** Where the server is called: no slash at the end, a sub-path kept. */
  url: string;
  botToken: string;
  /** The token of the slash command in each team, by the team's id. */
  commandTokens: ReadonlyMap<string, string>;
}
