// The attributes of the one chosen category, and the names of the things that a search asks for: the data of its filters.
import { findThing } from '#app/domain/catalogue/things.server.ts';
import type { CatalogueQuery } from '#app/domain/search/query.ts';
import { shelfFacets } from '#app/domain/search/shelf-attributes.server.ts';
import { translated } from '#app/domain/shared/translated.ts';
import type { RequestContext } from '#app/http/request-context.server.ts';

export function shelfData(ctx: Pick<RequestContext, 'db' | 'locale'>, { categories, things }: CatalogueQuery) {
  return {
    shelf: shelfFacets(ctx, categories),
    things: things.map((id) => ({ id, name: translated(findThing(id)?.name ?? { fr: id }, ctx.locale) })),
  };
}
