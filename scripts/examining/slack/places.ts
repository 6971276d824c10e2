/** Where to click, by the names Slack's pages have in English. */
export const APP = 'api.slack.com/apps > your app';
export const SCOPES_PAGE = `${APP} > "OAuth & Permissions" > "Scopes" > "Bot Token Scopes" > "Add an OAuth Scope"`;
export const INSTALL_PAGE = `${APP} > "Install App"`;
export const TOKEN_PAGE = `${APP} > "OAuth & Permissions" > "Bot User OAuth Token"`;
export const APP_TOKEN_PAGE = `${APP} > "Basic Information" > "App-Level Tokens" > "Generate Token and Scopes"`;
export const SECRET_PAGE = `${APP} > "Basic Information" > "App Credentials" > "Signing Secret"`;
export const SOCKET_PAGE = `${APP} > "Socket Mode" > "Enable Socket Mode"`;
export const EVENTS_PAGE = `${APP} > "Event Subscriptions" > "Request URL"`;
