import type { LoaderFunctionArgs } from '@remix-run/node';
import { routeHandler } from '#app/http/answer.server.ts';
import { jsonResponse } from '#app/http/api.server.ts';
import { openapiDocument } from '#app/http/openapi.ts';

export const loader = routeHandler('api.v1.openapi[.]json', (ctx, { request }: LoaderFunctionArgs) =>
  jsonResponse(request, openapiDocument(ctx.services.env.origin)),
);
