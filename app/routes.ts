import { flatRoutes } from '@remix-run/fs-routes';
import { prefix, type RouteConfig } from '@remix-run/route-config';

const pages = (rootDirectory: string) => flatRoutes({ rootDirectory, ignoredRouteFiles: ['**/*.test.{ts,tsx}'] });

/** The pages of each wing, under the address that they share. */
export default [
  ...(await pages('market/pages')),
  ...(await pages('buyer/pages')),
  ...(await pages('account/pages')),
  ...prefix('supplier', await pages('seller/joining')),
  ...prefix('supplier/:slug', await pages('seller/pages')),
  ...prefix('steward', await pages('steward/pages')),
  ...(await pages('town/pages')),
  ...(await pages('api/pages')),
] satisfies RouteConfig;
