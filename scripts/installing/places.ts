/** Where to click, by the names Mattermost's pages have in English. The first ones only system administrators see. */
const CONSOLE = 'System Console';

export const SITE_URL_PLACE = `${CONSOLE} > "Environment" > "Web Server" > "Site URL"`;
export const INTERNAL_PLACE = `${CONSOLE} > "Environment" > "Developer" > "Allow untrusted internal connections to"`;
export const COMMANDS_PLACE = `${CONSOLE} > "Integrations" > "Integration Management" > "Enable Custom Slash Commands"`;
export const TIMEOUT_PLACE = `${CONSOLE} > "Integrations" > "Integration Management" > "Integration request timeout"`;
export const BOT_CREATION_PLACE = `${CONSOLE} > "Integrations" > "Bot Accounts" > "Enable Bot Account Creation"`;
export const BOT_OWNER_PLACE = `${CONSOLE} > "Integrations" > "Bot Accounts" > "Disable bot accounts when owner is deactivated"`;
export const DIRECT_PLACE = `${CONSOLE} > "Site Configuration" > "Users and Teams" > "Enable users to open Direct Message channels with"`;

/** Product menu, at the top left. */
export const BOTS_PLACE = 'Product menu > "Integrations" > "Bot Accounts"';
export const SLASH_PLACE = 'Product menu > "Integrations" > "Slash Commands"';
