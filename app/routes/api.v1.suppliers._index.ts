import type { LoaderFunctionArgs } from '@remix-run/node';
import { seesComposites } from '#app/domain/scoring/audience.ts';
import { nearestSuppliers } from '#app/domain/search/suppliers.server.ts';
import { answer } from '#app/http/answer.server.ts';
import { apiAudience, apiError, apiLocale, apiSupplier, json } from '#app/http/api.server.ts';

export const loader = answer('api.v1.suppliers._index', (visit, { request }: LoaderFunctionArgs) => {
  const search = new URL(request.url).searchParams;
  const audience = apiAudience(search);
  if (!audience) return apiError(400, 'audience', 'audience has no possible value');
  const items = nearestSuppliers({ db: visit.db, locale: apiLocale(search) }, visit.place).map((summary) =>
    apiSupplier(summary, seesComposites(audience), visit.hall.env.origin),
  );
  return json(request, { total: items.length, items });
});
