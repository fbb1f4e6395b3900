import type { LoaderFunctionArgs } from '@remix-run/node';
import { nearestSuppliers } from '#app/domain/search/suppliers.server.ts';
import { hub } from '#app/domain/shared/town.ts';
import { answer } from '#app/http/answer.server.ts';
import { apiAudience, apiError, apiLocale, apiSupplier, json } from '#app/http/api.server.ts';

export const loader = answer('api.v1.suppliers._index', (visit, { request }: LoaderFunctionArgs) => {
  const search = new URL(request.url).searchParams;
  const audience = apiAudience(search);
  if (!audience) return apiError(400, 'audience', 'audience has no possible value');
  const items = nearestSuppliers({ db: visit.db, locale: apiLocale(search), audience }, hub).map((summary) =>
    apiSupplier(summary, visit.hall.env.origin),
  );
  return json(request, { total: items.length, items });
});
