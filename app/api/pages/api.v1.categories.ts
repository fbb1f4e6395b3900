import type { LoaderFunctionArgs } from '@remix-run/node';
import { apiLocale, jsonResponse } from '#app/api/responses.server.ts';
import { categories } from '#app/domain/catalogue/offer.ts';
import { routeHandler } from '#app/http/handler.server.ts';
import { catalogues } from '#app/i18n/messages.ts';

export const loader = routeHandler('api/api.v1.categories', (_, { request }: LoaderFunctionArgs) => {
  const t = catalogues[apiLocale(new URL(request.url).searchParams)];
  return jsonResponse(request, { items: categories.map((id) => ({ id, name: t.categories[id] })) });
});
