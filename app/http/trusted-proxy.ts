// Whose `X-Forwarded-For` says where a request comes from. Anybody can send that header: only the entries that our own
// proxies added count, from the right.
import { BlockList, isIP } from 'node:net';

/** `hops`: so many proxies stand before us, each adding one entry. `networks`: the addresses that proxies have. */
export type TrustedProxy = { hops: number } | { networks: BlockList };

/**
 * Reads a setting: a number of proxies (1 to 5), or addresses and networks with commas between them. Null if it is
 * neither.
 */
export function parseTrustedProxy(setting: string): TrustedProxy | null {
  if (/^[1-5]$/.test(setting)) return { hops: Number(setting) };
  const networks = new BlockList();
  for (const part of setting.split(',').map((one) => one.trim())) {
    const [address = '', bits, ...more] = part.split('/');
    const family = isIP(address);
    if (family === 0 || more.length > 0) return null;
    const kind = family === 4 ? 'ipv4' : 'ipv6';
    const longest = family === 4 ? 32 : 128;
    if (bits === undefined) networks.addAddress(address, kind);
    else if (/^\d{1,3}$/.test(bits) && Number(bits) <= longest) networks.addSubnet(address, Number(bits), kind);
    else return null;
  }
  return { networks };
}

/** The client's address: the socket's, unless a trusted proxy says another. */
export function findClientAddress(
  socketAddress: string | undefined,
  forwardedFor: string | undefined,
  trusted: TrustedProxy | null,
): string | undefined {
  if (!trusted || !forwardedFor || socketAddress === undefined) return socketAddress;
  const entries = forwardedFor.split(',').map((entry) => plainAddress(entry.trim()));
  if ('hops' in trusted) return entries.at(-trusted.hops) || socketAddress;
  let client = plainAddress(socketAddress);
  for (const entry of entries.reverse()) {
    if (!isTrusted(client, trusted.networks)) break;
    if (entry === '') break; // no address: whoever wrote it is not believed
    client = entry;
  }
  return client || socketAddress;
}

/** Without the port or brackets that some proxies add; '' for what is no address. */
function plainAddress(entry: string): string {
  const [, bracketed] = /^\[([^\]]*)\](?::\d+)?$/.exec(entry) ?? [];
  const [, withPort] = /^([\d.]+):\d+$/.exec(entry) ?? [];
  const address = bracketed ?? withPort ?? entry;
  if (isIP(address) === 0) return '';
  return address.toLowerCase().startsWith('::ffff:') && address.includes('.') ? address.slice(7) : address;
}

function isTrusted(address: string, networks: BlockList): boolean {
  const family = isIP(address);
  return family !== 0 && networks.check(address, family === 4 ? 'ipv4' : 'ipv6');
}
