/** The emoji somebody is likely to use here, by the names Slack and Mattermost share. */
export const EMOJI_NAMES: ReadonlySet<string> = new Set(
  `+1 thumbsup -1 thumbsdown heart hearts bulb eyes white_check_mark heavy_check_mark x no_entry no_entry_sign
  one two three four five six seven eight nine zero keycap_ten tada rocket clap raised_hands ok_hand pray muscle wave
  point_up point_up_2 smile grinning grin joy thinking_face question grey_question exclamation warning star star2 sparkles fire 100
  heart_eyes open_mouth cry sob rage heavy_plus_sign heavy_minus_sign arrow_up arrow_down hourglass clock1 bell memo
  pencil2 link mag speech_balloon thought_balloon handshake seedling bike office earth_africa balloon hand raised_hand
  v ballot_box_with_ballot inbox_tray outbox_tray calendar date chart_with_upwards_trend trophy first_place_medal
  red_circle large_blue_circle large_green_circle large_yellow_circle white_circle black_circle blue_heart green_heart
  yellow_heart purple_heart orange_heart broken_heart hourglass_flowing_sand lock unlock key house tree sunflower coffee
  cake pizza dog cat bee fish snail turtle`.split(/\s+/),
);
