import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

type Route = { id: string; path?: string; index?: boolean; children?: Route[] };

/** Every address of the tree below `routes`, an index marked as such. */
function listAddresses(routes: Route[], above = ''): string[] {
  return routes.flatMap(({ id, path, index, children = [] }) => {
    const address = path ? `${above}/${path}` : above;
    const own = id === 'root' ? [] : [`${address || '/'}${index ? ' (index)' : ''}`];
    return [...own, ...listAddresses(children, address)];
  });
}

test('the app answers at the addresses of tests/addresses.txt and no others', { timeout: 120_000 }, () => {
  const routes = execFileSync(process.execPath, ['node_modules/@remix-run/dev/dist/cli.js', 'routes', '--json'], {
    encoding: 'utf8',
    env: { ...process.env, VITEST: '' },
  });
  const listed = readFileSync('tests/addresses.txt', 'utf8').trim().split('\n');
  expect(listAddresses(JSON.parse(routes)).sort()).toEqual(listed.sort());
});
