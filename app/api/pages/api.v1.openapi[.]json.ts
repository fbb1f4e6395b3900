import { apiHandler } from '#app/api/api-handler.server.ts';
import { openapiDocument } from '#app/api/openapi.ts';

export const loader = apiHandler('api/api.v1.openapi[.]json', '/api/v1/openapi.json', (ctx) =>
  openapiDocument(ctx.services.env.origin),
);
