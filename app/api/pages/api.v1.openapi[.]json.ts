import type { LoaderFunctionArgs } from '@remix-run/node';
import { openapiDocument } from '#app/api/openapi.ts';
import { jsonResponse } from '#app/api/responses.server.ts';
import { routeHandler } from '#app/http/handler.server.ts';

export const loader = routeHandler('api/api.v1.openapi[.]json', (ctx, { request }: LoaderFunctionArgs) =>
  jsonResponse(request, openapiDocument(ctx.services.env.origin)),
);
