import type { Config } from '../../src/config.ts';

/** Where the box of this configuration listens, as this machine reaches it; null: a port that nobody knows beforehand. */
export function localUrl({ host, port }: Pick<Config, 'host' | 'port'>, path: string): string | null {
  if (port === 0) return null;
  const named = /^(0\.0\.0\.0|::)$/.test(host) ? '127.0.0.1' : host;
  return `http://${named.includes(':') ? `[${named}]` : named}:${port}${path}`;
}
