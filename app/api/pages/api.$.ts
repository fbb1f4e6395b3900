import { routeHandler } from '#app/http/handler.server.ts';
import { problemResponse } from '#app/http/problem.ts';

/** Any unknown address of the API. */
export const loader = routeHandler('api/api.$', ({ url }) =>
  problemResponse(404, `${url.pathname} is not an address of the API`),
);
