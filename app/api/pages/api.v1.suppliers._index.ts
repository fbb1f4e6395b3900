import { apiHandler } from '#app/api/api-handler.server.ts';
import { apiSupplier } from '#app/api/responses.server.ts';
import { pageOfSuppliers } from '#app/domain/search/supplier-summaries.server.ts';

/** The nearest to the town's centre first; parameters are in the bounds of the document. */
export const loader = apiHandler('api/api.v1.suppliers._index', '/api/v1/suppliers', (ctx, of) => {
  const { search, locale, audience } = of;
  const page = Number(search.get('page') ?? 1);
  const limit = Number(search.get('per_page') ?? 24);
  const reader = { ...ctx, locale, audience };
  const { total, suppliers } = pageOfSuppliers(reader, ctx.town.hub, { limit, offset: (page - 1) * limit });
  const items = suppliers.map((summary) => apiSupplier(summary, ctx.services.env.origin));
  return { total, page, per_page: limit, items };
});
