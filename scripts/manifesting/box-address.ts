/** Hosts of this machine alone: what is on its way there is seen by nobody. */
const LOOPBACK = /^(localhost|127(\.\d+){3}|\[::1\])$/;

/** The address as Slack needs it, or what is wrong with it. */
export function boxAddress(text: string): URL | { wrong: string } {
  if (!URL.canParse(text)) return { wrong: 'it is no address' };
  const url = new URL(text);
  if (!/^https?:$/.test(url.protocol)) return { wrong: 'it does not begin with https://' };
  if (url.protocol === 'http:' && !LOOPBACK.test(url.hostname)) {
    return { wrong: 'Slack posts to https alone; http is for an address of this machine, to try things out' };
  }
  if (url.username || url.password)
    return { wrong: 'it holds a name or password, which everybody would read in Slack' };
  if (url.search || url.hash) return { wrong: 'it has something behind ? or #' };
  return url;
}
