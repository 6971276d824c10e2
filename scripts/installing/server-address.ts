/** The address of a server as it is called, without a slash at its end; or what is wrong with it. */
export function serverAddress(text: string): { url: string } | { wrong: string } {
  if (!URL.canParse(text)) return { wrong: 'it is no address' };
  const { protocol, username, password, search, hash, origin, pathname } = new URL(text);
  if (!/^https?:$/.test(protocol)) return { wrong: 'it does not begin with https:// or http://' };
  if (username || password) return { wrong: 'it holds a name or password' };
  if (search || hash) return { wrong: 'it has something behind ? or #' };
  return { url: `${origin}${pathname}`.replace(/\/+$/, '') };
}
