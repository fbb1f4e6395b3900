import type { LoaderFunctionArgs } from '@remix-run/node';
import { NotFound } from '#app/domain/shared/errors.ts';
import { routeHandler, withEtag } from '#app/http/handler.server.ts';
import { dcatCatalogue } from '#app/town/dcat.server.ts';
import { factorsText, publishedFile } from '#app/town/open-data.server.ts';
import { type SchemaName, tableSchema } from '#app/town/table-schemas.server.ts';

/** Public, cached for an hour. */
const published = (type: string) => ({
  'content-type': type,
  'cache-control': 'public, max-age=3600', // the same bytes for everybody, whatever language they read
});

const schema = (name: SchemaName) => withEtag(JSON.stringify(tableSchema(name)), published('application/json'));

export const loader = routeHandler('town/open-data.$file', (ctx, { params }: LoaderFunctionArgs) => {
  switch (params.file) {
    case 'categories.csv':
    case 'months.csv':
    case 'places.csv':
      return withEtag(publishedFile(ctx, params.file), published('text/csv; charset=utf-8'));
    case 'town.json':
      return withEtag(publishedFile(ctx, params.file), published('application/json'));
    case 'categories.schema.json':
      return schema('categories');
    case 'months.schema.json':
      return schema('months');
    case 'places.schema.json':
      return schema('places');
    case 'dcat.jsonld':
      return withEtag(JSON.stringify(dcatCatalogue(ctx, ctx.services.env.origin)), published('application/ld+json'));
    case 'factors.json':
      return withEtag(factorsText(ctx, ctx.url.searchParams.get('version')), published('application/json'));
    default:
      throw new NotFound(`file ${params.file}`);
  }
});
