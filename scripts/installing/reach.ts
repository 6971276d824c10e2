import { lookup } from 'node:dns/promises';
import { BlockList, isIP } from 'node:net';

/**
 * Where a Mattermost server sends nothing unless its administrator says so (server/public/shared/httpservice): networks
 * of one's own, loopback, and others that lead nowhere. Its own addresses are among them, which only itself knows.
 */
const RESERVED = blockList([
  ...['10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16', '127.0.0.0/8', '0.0.0.0/8', '169.254.0.0/16'],
  ...['192.0.0.0/24', '192.0.2.0/24', '198.51.100.0/24', '203.0.113.0/24', '192.88.99.0/24', '198.18.0.0/15'],
  ...['224.0.0.0/4', '240.0.0.0/4', '100.64.0.0/10'],
  ...['::/128', '::1/128', '100::/64', '2001::/23', '2001:db8::/32', '2002::/16', '64:ff9b::/96'],
  ...['fc00::/7', 'fe80::/10', 'ff00::/8'],
]);

/** All addresses of a host; rejects where it has none. */
type Lookup = (host: string) => Promise<readonly string[]>;

const lookedUp: Lookup = async (host) => (await lookup(host, { all: true })).map(({ address }) => address);

/**
 * Whether a server with this AllowedUntrustedInternalConnections sends to a host, as far as it can be told from here:
 * the server may resolve the name otherwise. 'unknown': the name leads nowhere from here.
 */
export async function reaches(
  host: string,
  allowed: string,
  resolve = lookedUp,
): Promise<'yes' | 'no' | 'unknown'> {
  const bare = host.replace(/^\[|\]$/g, '');
  const entries = allowed.split(/[\s,]+/).filter((entry) => entry !== '');
  // Hosts are compared letter for letter; the rest are ranges.
  if (entries.includes(bare)) return 'yes';
  const addresses = isIP(bare) ? [bare] : await resolve(bare).catch(() => []);
  if (addresses.length === 0) return 'unknown';
  const open = blockList(entries);
  return addresses.some((one) => !holds(RESERVED, one) || holds(open, one)) ? 'yes' : 'no';
}

function holds(list: BlockList, address: string): boolean {
  return list.check(address, isIP(address) === 6 ? 'ipv6' : 'ipv4');
}

/** What is no range is left out, as the server does. */
function blockList(ranges: readonly string[]): BlockList {
  const list = new BlockList();
  for (const range of ranges) {
    const [, net = '', bits = ''] = /^([^/]+)\/(\d+)$/.exec(range) ?? [];
    const family = isIP(net);
    if (family === 0 || Number(bits) > (family === 6 ? 128 : 32)) continue;
    list.addSubnet(net, Number(bits), family === 6 ? 'ipv6' : 'ipv4');
  }
  return list;
}
