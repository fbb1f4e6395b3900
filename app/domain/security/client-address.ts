// Whose request it is, for limits: one IPv4 address, or the /64 network that an IPv6 provider gives to one customer.
import { isIP } from 'node:net';

/** `address` as limits group it: IPv4 whole, also when it comes as ::ffff:a.b.c.d; of IPv6 the first 64 bits. */
export function groupAddress(address: string): string {
  const [plain = ''] = address.split('%'); // without the zone of a link-local address
  if (isIP(plain) !== 6) return plain;
  const groups = expandIpv6(plain);
  const isMapped = groups.slice(0, 5).every((group) => group === 0) && groups[5] === 0xff_ff;
  if (isMapped) return [groups[6]! >> 8, groups[6]! & 255, groups[7]! >> 8, groups[7]! & 255].join('.');
  return `${groups
    .slice(0, 4)
    .map((group) => group.toString(16))
    .join(':')}::/64`;
}

/** The eight groups of a valid IPv6 address. */
function expandIpv6(address: string): number[] {
  const canonical = new URL(`http://[${address}]`).hostname.slice(1, -1); // hexadecimal groups only
  const [before = '', after] = canonical.split('::');
  const groups = (part: string) => (part === '' ? [] : part.split(':').map((group) => Number.parseInt(group, 16)));
  if (after === undefined) return groups(before);
  const zeros = new Array<number>(8 - groups(before).length - groups(after).length).fill(0);
  return [...groups(before), ...zeros, ...groups(after)];
}
