/** What Slack puts behind a name for a tone of skin: `+1::skin-tone-4`. */
export const SKIN_TONE = /::skin-tone-\d$/;
