import type { World } from '../world/world.ts';

/** What becomes of an integration's text unless it says skip_slack_parsing (app/slack.go, model/slack_compatibility.go). */
export function slackParsed(text: string, { users }: World): string {
  return text
    .replace(/<!channel>/g, '@channel')
    .replace(/<!here>/g, '@here')
    .replace(/<!(?:all|everyone)>/g, '@all')
    .replace(/<@([a-zA-Z0-9]{26})>/g, (whole, id: string) => {
      const user = users.get(id);
      return user ? `@${user.username}` : whole;
    })
    .replace(/<([^<|>]+)\|([^>]+)>/g, '[$2]($1)');
}
