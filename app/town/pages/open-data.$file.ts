import type { LoaderFunctionArgs } from '@remix-run/node';
import { NotFound } from '#app/domain/shared/errors.ts';
import { routeHandler, withEtag } from '#app/http/handler.server.ts';
import { dcatCatalogue, factorsText, publishedFile } from '#app/town/open-data.server.ts';

/** Public, cached for an hour. */
const published = (type: string) => ({
  'content-type': type,
  'cache-control': 'public, max-age=3600',
  vary: 'Accept-Language, Cookie', // names are in the visitor's language
});

export const loader = routeHandler('town/open-data.$file', (ctx, { params }: LoaderFunctionArgs) => {
  switch (params.file) {
    case 'categories.csv':
    case 'months.csv':
    case 'places.csv':
      return withEtag(publishedFile(ctx, params.file), published('text/csv; charset=utf-8'));
    case 'town.json':
      return withEtag(publishedFile(ctx, params.file), published('application/json'));
    case 'dcat.jsonld':
      return withEtag(JSON.stringify(dcatCatalogue(ctx)), published('application/ld+json'));
    case 'factors.json':
      return withEtag(factorsText(ctx), published('application/json'));
    default:
      throw new NotFound(`file ${params.file}`);
  }
});
