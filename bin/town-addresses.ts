// The addresses of a route in a town, with its parameters filled.
import type { ServerBuild } from '@remix-run/node';
import type { Parameters } from './growth-parameters.ts';

export type TownAddress = {
  /** The address with its parameters by name: the same in every town. */
  key: string;
  path: string;
};

/** The addresses to ask of a route of the access table; none when the town has nothing to show there. */
export function addressesOf(
  { routes }: Pick<ServerBuild, 'routes'>,
  parameters: Parameters,
  route: string,
): TownAddress[] {
  const pattern = patternOf(routes, routes[route] ? route : route.replace('/', '/pages/'));
  const values: Parameters['values'] = { ...parameters.values, ...parameters.byRoute[route] };
  const names = [...pattern.matchAll(/:(\w+)|\*/g)].map(([, name]) => name ?? '*');
  if (names.some((name) => values[name] === undefined)) return [];
  const path = `/${pattern.replaceAll(/:(\w+)|\*/g, (_, name) => values[name ?? '*']!)}`;
  const plain = parameters.onlyWithQuery.has(route) ? [] : [{ key: `/${pattern}`, path }];
  return [
    ...plain,
    ...(parameters.queries[route] ?? []).map((query) => ({
      key: `/${pattern} ${query.replace(/ord_\w+|\d{4}-\d\d/, '…')}`,
      path: `${path}?${query}`,
    })),
  ];
}

function patternOf(routes: ServerBuild['routes'], id: string): string {
  const parts: string[] = [];
  for (let one = routes[id]; one; one = one.parentId === undefined ? undefined : routes[one.parentId])
    if (one.path) parts.unshift(one.path);
  return parts.join('/');
}
