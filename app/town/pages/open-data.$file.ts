import type { LoaderFunctionArgs } from '@remix-run/node';
import { NotFound } from '#app/domain/shared/errors.ts';
import { routeHandler } from '#app/http/handler.server.ts';
import {
  categoriesCsv,
  dcatCatalogue,
  factorsText,
  monthsCsv,
  placesCsv,
  townJson,
} from '#app/town/open-data.server.ts';

/** Public, readable from any origin, cached for an hour. */
const published = (type: string) => ({
  'content-type': type,
  'cache-control': 'public, max-age=3600',
  vary: 'cookie, accept-language', // names are in the visitor's language
  'access-control-allow-origin': '*',
});

export const loader = routeHandler('town/open-data.$file', (ctx, { params }: LoaderFunctionArgs) => {
  switch (params.file) {
    case 'categories.csv':
      return new Response(categoriesCsv(ctx), { headers: published('text/csv; charset=utf-8') });
    case 'months.csv':
      return new Response(monthsCsv(ctx), { headers: published('text/csv; charset=utf-8') });
    case 'places.csv':
      return new Response(placesCsv(ctx), { headers: published('text/csv; charset=utf-8') });
    case 'town.json':
      return Response.json(townJson(ctx), { headers: published('application/json') });
    case 'dcat.jsonld':
      return Response.json(dcatCatalogue(ctx), { headers: published('application/ld+json') });
    case 'factors.json':
      return new Response(factorsText(ctx), { headers: published('application/json') });
    default:
      throw new NotFound(`file ${params.file}`);
  }
});
