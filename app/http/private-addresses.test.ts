import { expect, test } from 'vitest';
import { access } from './access.ts';
import { disallowedPaths, privatePrefixes } from './private-addresses.ts';

/** Whether a robot leaves an address alone: a rule matches from the beginning, `$` is its end (RFC 9309, 2.2.3). */
function isDisallowed(address: string): boolean {
  return disallowedPaths().some((path) =>
    path.endsWith('$') ? address === path.slice(0, -1) : address.startsWith(path),
  );
}

test('asks robots to leave every private wing alone, by the access table', () => {
  for (const path of ['/orders', '/steward', '/checkout', '/basket', '/account', '/searches', '/sign-in', '/statement'])
    expect(disallowedPaths(), path).toContain(path);
  for (const address of [
    '/supplier',
    '/supplier/new',
    '/supplier/atelier-rebond/orders/ord_1',
    '/supplier?welcome=1',
    '/orders/ord_1/receipt.pdf',
    '/steward/roles',
    '/account/security',
    '/visits/v1',
  ])
    expect([address, isDisallowed(address)]).toEqual([address, true]);
});

test('leaves every public address open to robots', () => {
  for (const address of [
    '/',
    '/offers',
    '/offers/chaise',
    '/offers/feed.xml',
    '/suppliers',
    '/suppliers/atelier-rebond',
    '/suppliers?page=2',
    '/sell',
    '/security',
    '/ledger/key',
    '/api/v1/offers',
    '/sitemap.xml',
    '/pictures/halle.png',
  ])
    expect([address, isDisallowed(address)]).toEqual([address, false]);
});

test('a route that is no longer open is disallowed, and nothing beside it', () => {
  const closed = {
    ...access,
    'town/observatory': { read: 'steward' },
    'town/ledger.today': { read: 'steward' },
  } as const;
  const added = privatePrefixes(closed).filter((path) => !privatePrefixes().includes(path));
  expect(added).toEqual(['/ledger/today', '/observatory']);
});
