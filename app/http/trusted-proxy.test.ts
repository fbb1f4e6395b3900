import { expect, test } from 'vitest';
import { findClientAddress, parseTrustedProxy } from './trusted-proxy.ts';

const proxies = '10.0.0.0/8, 2001:db8:ffff::/48, 127.0.0.1';

test.each([
  ['unset: the header counts for nothing', '', '203.0.113.9', '198.51.100.1', '203.0.113.9'],
  ['no header', proxies, '10.0.0.1', undefined, '10.0.0.1'],
  ['a proxy of ours', proxies, '10.0.0.1', '198.51.100.1', '198.51.100.1'],
  ['a proxy of ours on a socket of both families', proxies, '::ffff:10.0.0.1', '198.51.100.1', '198.51.100.1'],
  ['a stranger who sends the header', proxies, '203.0.113.9', '198.51.100.1', '203.0.113.9'],
  ['an entry that the client invented', proxies, '10.0.0.1', '1.1.1.1, 198.51.100.1', '198.51.100.1'],
  ['an invented entry that looks like a proxy', proxies, '10.0.0.1', '10.0.0.9, 198.51.100.1', '198.51.100.1'],
  ['two proxies', proxies, '10.0.0.1', '198.51.100.1, 10.0.0.2', '198.51.100.1'],
  ['a word where an address stands', proxies, '10.0.0.1', '198.51.100.1, unknown', '10.0.0.1'],
  ['IPv6 with a port', proxies, '2001:db8:ffff::1', '[2001:db8:1::7]:443', '2001:db8:1::7'],
  ['IPv4 with a port', proxies, '127.0.0.1', '198.51.100.1:5000', '198.51.100.1'],
  ['one hop', '1', '10.0.0.1', '1.1.1.1, 198.51.100.1', '198.51.100.1'],
  ['two hops', '2', '10.0.0.1', '1.1.1.1, 198.51.100.1, 10.0.0.2', '198.51.100.1'],
  ['two hops and one entry: a request came round a proxy', '2', '10.0.0.1', '198.51.100.1', '10.0.0.1'],
])('%s', (_, setting, socket, header, client) => {
  expect(findClientAddress(socket, header, setting ? parseTrustedProxy(setting) : null), 'V4.1.3 V15.3.4').toBe(client);
});

test.each(['0', '6', '10.0.0.0/33', '10.0.0', 'proxy.example', '10.0.0.1/8/8', '10.0.0.1,', '::1/129'])(
  'TRUSTED_PROXY=%s is refused at the start',
  (setting) => {
    expect(parseTrustedProxy(setting)).toBeNull();
  },
);
