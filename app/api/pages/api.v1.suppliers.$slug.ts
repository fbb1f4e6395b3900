import type { LoaderFunctionArgs } from '@remix-run/node';
import {
  apiAudience,
  apiCriterion,
  apiError,
  apiLocale,
  apiSupplier,
  jsonResponse,
  orApiNotFound,
} from '#app/api/responses.server.ts';
import { getScoreReport } from '#app/domain/scoring/score-report.server.ts';
import { nearestSuppliers } from '#app/domain/search/supplier-summaries.server.ts';
import { translated } from '#app/domain/shared/translated.ts';
import { getSupplier, listLabels } from '#app/domain/suppliers/suppliers.server.ts';
import { routeHandler } from '#app/http/handler.server.ts';

export const loader = routeHandler('api/api.v1.suppliers.$slug', (ctx, { params, request }: LoaderFunctionArgs) =>
  orApiNotFound(() => {
    const search = new URL(request.url).searchParams;
    const audience = apiAudience(search);
    if (!audience) return apiError(400, 'audience', 'audience has no possible value');
    const reader = { ...ctx, locale: apiLocale(search), audience };
    const supplier = getSupplier(reader, params.slug ?? '');
    const summary = nearestSuppliers(reader, ctx.town.hub).find(({ slug }) => slug === supplier.slug)!;
    return jsonResponse(request, {
      ...apiSupplier(summary, ctx.services.env.origin),
      story: translated(supplier.story, reader.locale),
      legal: {
        name: supplier.legalName,
        form: supplier.legalForm,
        siret: supplier.siret,
        vat_number: supplier.vatNumber,
      },
      labels: listLabels(reader, supplier.id).map(({ label, certifier, validUntil }) => ({
        label,
        certifier,
        valid_until: validUntil,
      })),
      criteria: getScoreReport(reader, supplier).criteria.map((criterion) => apiCriterion(criterion)),
    });
  }),
);
