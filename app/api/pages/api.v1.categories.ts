import { apiHandler } from '#app/api/api-handler.server.ts';
import { categories } from '#app/domain/catalogue/offer.ts';
import { catalogues } from '#app/i18n/messages.ts';

export const loader = apiHandler('api/api.v1.categories', '/api/v1/categories', (_, { locale }) => {
  const t = catalogues[locale];
  return { items: categories.map((id) => ({ id, name: t.categories[id] })) };
});
