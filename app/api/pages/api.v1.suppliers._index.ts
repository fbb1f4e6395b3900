import type { LoaderFunctionArgs } from '@remix-run/node';
import { apiAudience, apiError, apiLocale, apiSupplier, jsonResponse } from '#app/api/responses.server.ts';
import { nearestSuppliers } from '#app/domain/search/supplier-summaries.server.ts';
import { routeHandler } from '#app/http/handler.server.ts';

export const loader = routeHandler('api/api.v1.suppliers._index', (ctx, { request }: LoaderFunctionArgs) => {
  const search = new URL(request.url).searchParams;
  const audience = apiAudience(search);
  if (!audience) return apiError(400, 'audience', 'audience has no possible value');
  const items = nearestSuppliers({ db: ctx.db, locale: apiLocale(search), audience }, ctx.town.hub).map((summary) =>
    apiSupplier(summary, ctx.services.env.origin),
  );
  return jsonResponse(request, { total: items.length, items });
});
