import { apiHandler } from '#app/api/api-handler.server.ts';
import { apiSupplier } from '#app/api/responses.server.ts';
import { nearestSuppliers } from '#app/domain/search/supplier-summaries.server.ts';

export const loader = apiHandler('api/api.v1.suppliers._index', '/api/v1/suppliers', (ctx, { locale, audience }) => {
  const items = nearestSuppliers({ db: ctx.db, locale, audience }, ctx.town.hub).map((summary) =>
    apiSupplier(summary, ctx.services.env.origin),
  );
  return { total: items.length, items };
});
