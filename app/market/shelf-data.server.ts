// The attributes of the one chosen category, the names of the things that a search asks for, and the day: the data of its filters.
import { findThing } from '#app/domain/catalogue/things.server.ts';
import type { CatalogueQuery } from '#app/domain/search/query.ts';
import { shelfFacets } from '#app/domain/search/shelf-attributes.server.ts';
import { localDay } from '#app/domain/shared/context.ts';
import { translated } from '#app/domain/shared/translated.ts';
import type { RequestContext } from '#app/http/request-context.server.ts';

export function shelfData(
  ctx: Pick<RequestContext, 'db' | 'locale' | 'now' | 'town'>,
  { categories, things }: CatalogueQuery,
) {
  return {
    today: localDay(ctx.now, ctx.town),
    shelf: shelfFacets(ctx, categories),
    things: things.map((id) => ({ id, name: translated(findThing(id)?.name ?? { fr: id }, ctx.locale) })),
  };
}
