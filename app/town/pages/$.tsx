import { NotFound } from '#app/domain/shared/errors.ts';
import { routeHandler } from '#app/http/handler.server.ts';

/** Any unknown address: a 404 page in the visitor's language. */
export const loader = routeHandler('town/$', ({ url }) => {
  throw new NotFound(url.pathname);
});
export const action = loader;

export default function Nowhere() {
  return null;
}
