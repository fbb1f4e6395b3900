import { NotFound } from '#app/domain/shared/errors.ts';
import { routeHandler } from '#app/http/handler.server.ts';

/** Any address that is not ours: a decent page, in the visitor's language. */
export const loader = routeHandler('town/$', ({ url }) => {
  throw new NotFound(url.pathname);
});
export const action = loader;

export default function Nowhere() {
  return null;
}
