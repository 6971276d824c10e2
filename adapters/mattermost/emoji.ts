/**
 * What Mattermost puts behind a name for a tone of skin: `+1_medium_light_skin_tone`
 * (server/public/model/emoji_data.go).
 */
export const SKIN_TONE = /_(?:light|medium_light|medium|medium_dark|dark)_skin_tone$/;
