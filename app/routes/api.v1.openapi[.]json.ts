import type { LoaderFunctionArgs } from '@remix-run/node';
import { answer } from '#app/http/answer.server.ts';
import { json } from '#app/http/api.server.ts';
import { openapi } from '#app/http/openapi.ts';

export const loader = answer('api.v1.openapi[.]json', (visit, { request }: LoaderFunctionArgs) =>
  json(request, openapi(visit.hall.env.origin)),
);
