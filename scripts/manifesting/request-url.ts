import { REQUEST_PATH } from '../../adapters/slack/receivers/http.ts';

/** Where Slack posts to, of a box that is reached at this address. */
export function requestUrlOf(box: URL): string {
  const base = box.href.replace(/\/+$/, '');
  return base.endsWith(REQUEST_PATH) ? base : `${base}${REQUEST_PATH}`;
}
