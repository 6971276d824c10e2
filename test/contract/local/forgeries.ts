import type { OutgoingHttpHeaders } from 'node:http';
import type { Harness } from '../harness.ts';
import type { Page } from './page.ts';

/** How a request betrays that it does not come from the chat's own page on this machine. */
const FOREIGN: Readonly<Record<string, OutgoingHttpHeaders>> = {
  'a name that resolves to this machine': { host: 'evil.example' },
  'another port of this machine': { host: '127.0.0.1:1' },
  'another site': { origin: 'https://evil.example' },
  'a page without an origin': { origin: 'null' },
  'another site, as the browser says': { 'sec-fetch-site': 'cross-site' },
  'another port, as the browser says': { 'sec-fetch-site': 'same-site' },
  'a form, which may post anywhere': { 'content-type': 'text/plain' },
};

/** Each door, by each foreign way; and requests of the page that name nobody. */
export function forgeriesFor(page: Page): NonNullable<Harness['forgeries']> {
  const doors = {
    '/messages': { channel: 'labo-bretagne', text: '/idee top' },
    '/press': { message: 1, action: 'vote', value: '2256:for' },
    '/submit': { token: 'e30.e30', values: {} },
    '/reactions': { message: 1, emoji: '👍', standing: true },
  };
  const foreign = Object.entries(doors).flatMap(([path, body]) =>
    Object.entries(FOREIGN).map(([from, headers]) => ({
      title: `${path} from ${from}`,
      attempt: () => page.ask({ path, body: page.signed(body), headers }),
    })),
  );
  const nobody = Object.entries(doors).map(([path, body]) => ({
    title: `${path} as nobody`,
    attempt: () => page.ask({ path, body: page.signed({ ...body, as: 'nobody' }) }),
  }));
  return [...foreign, ...nobody];
}
